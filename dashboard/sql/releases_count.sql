-- Grain: one row. How many documents and counted releases stand in releases_table.
SELECT
    (SELECT coalesce(sum(documents), 0)::BIGINT FROM {document_counts}) AS documents,
    (SELECT coalesce(sum(releases), 0)::BIGINT FROM {unit_counts}) AS units
