-- Grain: one person over the whole range, most appearances first. Each role counts releases in which it is the
-- person's strongest; `appearances` is their sum. `office` is the post written most often in those releases,
-- in English where there is English: Chinese characters sort behind those of other scripts.
WITH counted AS MATERIALIZED (
    SELECT person_id, role, office, appearances
    FROM {person_counts}
    WHERE $speaker IN ('', person_id)
),
ranked AS (
    SELECT
        person_id,
        coalesce(sum(appearances) FILTER (role = 'spoke'), 0)::BIGINT AS spoke,
        coalesce(sum(appearances) FILTER (role = 'officiated'), 0)::BIGINT AS officiated,
        coalesce(sum(appearances) FILTER (role = 'attended'), 0)::BIGINT AS attended,
        coalesce(sum(appearances) FILTER (role = 'named'), 0)::BIGINT AS named,
        sum(appearances)::BIGINT AS appearances
    FROM counted
    WHERE {chosen_people}
    GROUP BY person_id
    ORDER BY appearances DESC, spoke DESC, person_id
    LIMIT $limit
),
written AS (
    SELECT person_id, office, sum(appearances) AS times
    FROM counted
    WHERE office <> '' AND person_id IN (SELECT person_id FROM ranked)
    GROUP BY ALL
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
