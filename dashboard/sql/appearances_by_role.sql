-- Grain: one calendar period and role, zeros included. `appearances` are counted releases in which anyone
-- (or the person asked for) has that role: two people who spoke in one release count once.
-- Null where no release was loaded.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
roles AS (
    SELECT unnest($shown_roles::VARCHAR[]) AS role
),
counted AS (
    SELECT date_trunc($by, day)::DATE AS period_start, role, sum(appearances)::BIGINT AS appearances
    FROM {role_counts}
    GROUP BY ALL
)
SELECT
    p.period_start,
    p.period_end,
    p.completeness,
    r.role,
    CASE WHEN p.completeness <> 'missing' THEN coalesce(c.appearances, 0) END AS appearances
FROM periods AS p
CROSS JOIN roles AS r
LEFT JOIN counted AS c USING (period_start, role)
ORDER BY p.period_start, array_position($all_roles, r.role)
