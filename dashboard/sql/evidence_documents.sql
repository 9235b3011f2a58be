-- Grain: one document that holds a proof, newest counted release first. The page is chosen before the releases are
-- read: their bodies, in which the proving words are placed, are most of the file.
WITH documents AS (
    SELECT unit_no, unit_id, day, doc_no, lang
    FROM unit_releases
    WHERE {units}
),
page AS MATERIALIZED (
    SELECT d.*
    FROM documents AS d
    WHERE {has_proof}
    ORDER BY d.day DESC, d.unit_id DESC, d.lang
    LIMIT $limit OFFSET $offset
)
SELECT
    p.unit_no, p.doc_no, p.unit_id, r.release_id, r.lang, r.published_at, r.time_known, r.title, r.url, r.source,
    v.noticed_at AS vanished_at, r.body
FROM page AS p
JOIN releases AS r USING (doc_no)
LEFT JOIN vanished AS v ON v.release_id = r.release_id AND v.lang = r.lang
ORDER BY p.day DESC, p.unit_id DESC, r.lang
