-- Grain: one calendar period, person and role with an appearance. `appearances` are counted releases in which
-- the person has that role; `denominator` the counted releases of the period, whoever appears in them.
WITH periods AS (
    SELECT unnest($starts::DATE[]) AS period_start, unnest($ends::DATE[]) AS period_end,
        unnest($completeness::VARCHAR[]) AS completeness
),
counted AS (
    SELECT date_trunc($by, day)::DATE AS period_start, person_id, role, count(*) AS appearances
    FROM speaker_units
    WHERE {units_of_anyone} AND {chosen_people}
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
    c.person_id,
    coalesce(nullif(who.name_en, ''), who.name_tc) AS person,
    c.role,
    c.appearances,
    d.denominator
FROM counted AS c
JOIN periods AS p USING (period_start)
JOIN denominators AS d USING (period_start)
JOIN people AS who USING (person_id)
ORDER BY p.period_start, c.appearances DESC, c.person_id, array_position($all_roles, c.role)
