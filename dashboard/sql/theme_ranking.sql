-- Grain: one theme over the whole range, zeros included; columns as in theme_frequency.
-- Ordered by the measure asked for, greatest first.
WITH counted AS (
    SELECT theme_id, sum(releases)::BIGINT AS releases, sum(mentions)::BIGINT AS mentions
    FROM {theme_counts}
    GROUP BY ALL
),
whole AS (
    SELECT coalesce(sum(releases), 0)::BIGINT AS denominator
    FROM {denominator}
)
SELECT
    t.theme_id,
    t.name_en AS theme,
    t.domain_id,
    coalesce(c.releases, 0) AS releases,
    coalesce(c.mentions, 0) AS mentions,
    coalesce(c.releases, 0) / nullif(w.denominator, 0) AS share,
    w.denominator
FROM themes AS t
CROSS JOIN whole AS w
LEFT JOIN counted AS c USING (theme_id)
WHERE {chosen_themes}
ORDER BY CASE WHEN $measure = 'mentions' THEN coalesce(c.mentions, 0) ELSE coalesce(c.releases, 0) END DESC, t.position
