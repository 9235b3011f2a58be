-- Grain: one person over the whole range, most appearances first. Each role counts releases in which it is the
-- person's strongest; `appearances` is their sum. `office` is the post written most often in those releases,
-- in English where there is English: Chinese characters sort behind those of other scripts.
WITH counted AS MATERIALIZED (
    SELECT
        person_id,
        office,
        sum(spoke) AS spoke,
        sum(officiated) AS officiated,
        sum(attended) AS attended,
        sum(named) AS named
    FROM {person_counts}
    WHERE $speaker IN ('', person_id)
    GROUP BY ALL
),
people_counted AS (
    SELECT
        person_id,
        CASE WHEN list_contains($shown_roles, 'spoke') THEN sum(spoke) ELSE 0 END::BIGINT AS spoke,
        CASE WHEN list_contains($shown_roles, 'officiated') THEN sum(officiated) ELSE 0 END::BIGINT AS officiated,
        CASE WHEN list_contains($shown_roles, 'attended') THEN sum(attended) ELSE 0 END::BIGINT AS attended,
        CASE WHEN list_contains($shown_roles, 'named') THEN sum(named) ELSE 0 END::BIGINT AS named
    FROM counted
    GROUP BY person_id
),
ranked AS (
    SELECT *, spoke + officiated + attended + named AS appearances
    FROM people_counted
    WHERE appearances > 0
    ORDER BY appearances DESC, spoke DESC, person_id
    LIMIT $limit
),
written AS (
    SELECT person_id, office, spoke + officiated + attended + named AS times
    FROM counted
    WHERE office <> '' AND person_id IN (SELECT person_id FROM ranked)
),
offices_held AS (
    SELECT person_id, arg_min(office, (office >= '㐀', -times, office)) AS office
    FROM written
    GROUP BY person_id
)
SELECT
    r.person_id,
    coalesce(nullif(who.name_en, ''), who.name_tc) AS person,
    who.name_en,
    who.name_tc,
    coalesce(o.office, '') AS office,
    r.spoke,
    r.officiated,
    r.attended,
    r.named,
    r.appearances
FROM ranked AS r
JOIN people AS who USING (person_id)
LEFT JOIN offices_held AS o USING (person_id)
ORDER BY r.appearances DESC, r.spoke DESC, r.person_id
