-- Grain: one row. How many documents and counted releases stand in releases_table.
SELECT
    (SELECT count(*) FROM unit_releases WHERE {units}) AS documents,
    (SELECT coalesce(sum(releases), 0)::BIGINT FROM {unit_counts}) AS units
