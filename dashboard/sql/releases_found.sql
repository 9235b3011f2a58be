-- Grain: one row. How many documents and counted releases stand in releases_table, with a search.
SELECT count(*) AS documents, count(DISTINCT d.unit_no) AS units
FROM (SELECT unit_no, doc_no FROM unit_releases WHERE {units}) AS d
{searched}
