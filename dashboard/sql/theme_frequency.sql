-- Grain: one calendar period and theme, zeros included. `releases` and `denominator` are counted releases,
-- `mentions` occurrences of phrases, `share` is releases ÷ denominator (null where nothing was released).
-- The denominator leaves out the themes and the single release asked for, and nothing else. All are null where no release
-- was loaded.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
counted AS (
    SELECT date_trunc($by, day)::DATE AS period_start, theme_id, sum(releases)::BIGINT AS releases,
        sum(mentions)::BIGINT AS mentions
    FROM {theme_counts}
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
    t.theme_id,
    t.name_en AS theme,
    t.domain_id,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(c.releases, 0) END AS releases,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(c.mentions, 0) END AS mentions,
    coalesce(c.releases, 0) / nullif(d.denominator, 0) AS share,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(d.denominator, 0) END AS denominator
FROM periods AS p
CROSS JOIN themes AS t
LEFT JOIN counted AS c USING (period_start, theme_id)
LEFT JOIN denominators AS d USING (period_start)
WHERE {chosen_themes}
ORDER BY p.period_start, t.position
