-- Grain: one calendar period of the range, empty ones included. Unit: counted releases; null where none was loaded.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
counted AS (
    SELECT date_trunc($by, day)::DATE AS period_start, sum(releases)::BIGINT AS releases
    FROM {unit_counts}
    GROUP BY ALL
)
SELECT
    p.period_start,
    p.period_end,
    p.completeness,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(c.releases, 0) END AS releases
FROM periods AS p
LEFT JOIN counted AS c USING (period_start)
ORDER BY p.period_start
