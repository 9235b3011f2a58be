-- Grain: one document in one language, all versions of each counted release within the scope. The page is chosen by
-- what it is sorted by; all else is read of its documents only.
WITH documents AS (
    SELECT unit_id, doc_no, release_id, lang, published_at
    FROM unit_releases
    WHERE {units} AND published_at >= $after AND published_at < $before
),
page AS MATERIALIZED (
    SELECT d.unit_id, d.doc_no, {order} AS place
    FROM documents AS d
    {joined}
    ORDER BY place {direction}, d.release_id, d.lang
    LIMIT $limit OFFSET $offset
)
SELECT
    p.doc_no,
    p.unit_id,
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
FROM page AS p
JOIN releases AS r USING (doc_no)
LEFT JOIN bureaux AS b USING (bureau_id)
LEFT JOIN vanished AS v ON v.release_id = r.release_id AND v.lang = r.lang
ORDER BY p.place {direction}, r.release_id, r.lang
