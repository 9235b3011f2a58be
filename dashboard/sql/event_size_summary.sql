-- Grain: one calendar period of the range, empty ones included. Quartiles and the largest of the numbers stated
-- in one unit of count, sizes of events still to come left out; `sizes` says how many they rest on,
-- and is null where no release was loaded.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
stated AS (
    SELECT
        date_trunc($by, day)::DATE AS period_start,
        count(*) AS sizes,
        quantile_cont(value, [0.25, 0.5, 0.75]) AS quartiles,
        max(value) AS largest
    FROM size_units
    WHERE {units} AND unit = $counted_in AND NOT expected
    GROUP BY ALL
)
SELECT
    p.period_start,
    p.period_end,
    p.completeness,
    $counted_in AS unit,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(s.sizes, 0) END AS sizes,
    s.quartiles[1] AS q1,
    s.quartiles[2] AS median,
    s.quartiles[3] AS q3,
    s.largest
FROM periods AS p
LEFT JOIN stated AS s USING (period_start)
ORDER BY p.period_start
