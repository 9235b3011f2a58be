-- Grain: one document that holds a proof, newest counted release first. The body comes along so that the proving
-- words can be placed inside their sentence.
WITH documents AS (
    SELECT unit_id, day, release_id, lang
    FROM unit_releases
    WHERE {units}
)
SELECT d.unit_id, r.release_id, r.lang, r.published_at, r.time_known, r.title, r.url, r.source, r.body
FROM documents AS d
JOIN releases AS r USING (release_id, lang)
WHERE {has_proof}
ORDER BY d.day DESC, d.unit_id DESC, r.lang
LIMIT $limit OFFSET $offset
