-- Grain: one row. How many documents and counted releases stand in releases_table.
WITH documents AS (
    SELECT unit_id, release_id, lang
    FROM unit_releases
    WHERE {units}
)
SELECT count(*) AS documents, count(DISTINCT d.unit_id) AS units
FROM documents AS d
JOIN releases AS r USING (release_id, lang)
WHERE {search}
