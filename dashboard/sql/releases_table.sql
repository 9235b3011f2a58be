-- Grain: one document in one language, all versions of each counted release within the scope.
WITH documents AS (
    SELECT unit_id, release_id, lang
    FROM unit_releases
    WHERE {units}
)
SELECT
    d.unit_id,
    r.release_id,
    r.lang,
    r.published_at,
    r.published_on,
    r.time_known,
    r.date_basis,
    r.title,
    r.url,
    r.kind,
    r.bureau_id,
    coalesce(b.name_en, r.bureau_id) AS bureau,
    r.routine,
    r.source,
    v.noticed_at AS vanished_at
FROM documents AS d
JOIN releases AS r USING (release_id, lang)
LEFT JOIN bureaux AS b USING (bureau_id)
LEFT JOIN vanished AS v USING (release_id, lang)
WHERE {search}
ORDER BY {order}, r.release_id, r.lang
LIMIT $limit OFFSET $offset
