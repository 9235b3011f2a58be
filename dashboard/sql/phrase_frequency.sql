-- Grain: one calendar period of the range, empty ones included. `releases` are the counted releases that say what is
-- looked for, `denominator` those under the same filters whatever they say, `share` is releases ÷ denominator (null where
-- nothing was released). All are null where no release was loaded.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
counted AS (
    SELECT date_trunc($by, day)::DATE AS period_start, sum(releases)::BIGINT AS releases
    FROM {unit_counts}
    GROUP BY ALL
),
denominators AS (
    SELECT date_trunc($by, day)::DATE AS period_start, sum(releases)::BIGINT AS denominator
    FROM {denominator}
    GROUP BY ALL
)
SELECT
    p.period_start,
    p.period_end,
    p.completeness,
    $q AS q,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(c.releases, 0) END AS releases,
    coalesce(c.releases, 0) / nullif(d.denominator, 0) AS share,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(d.denominator, 0) END AS denominator
FROM periods AS p
LEFT JOIN counted AS c USING (period_start)
LEFT JOIN denominators AS d USING (period_start)
ORDER BY p.period_start
