-- Grain: one person over the whole range, most appearances first. Each role counts releases in which it is the
-- person's strongest; `appearances` is their sum. `office` is the post written most often in those releases,
-- in English where there is English: Chinese characters sort behind those of other scripts.
WITH ranked AS (
    SELECT
        person_id,
        count(*) FILTER (role = 'spoke') AS spoke,
        count(*) FILTER (role = 'officiated') AS officiated,
        count(*) FILTER (role = 'attended') AS attended,
        count(*) FILTER (role = 'named') AS named,
        count(*) AS appearances
    FROM speaker_units
    WHERE {units_of_anyone} AND {chosen_people}
    GROUP BY ALL
    ORDER BY appearances DESC, spoke DESC, person_id
    LIMIT $limit
),
written AS (
    SELECT person_id, office, count(*) AS times
    FROM speaker_units
    WHERE {units_of_anyone} AND office <> '' AND person_id IN (SELECT person_id FROM ranked)
    GROUP BY ALL
),
offices_held AS (
    SELECT person_id, office
    FROM written
    QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY office >= '㐀', times DESC, office) = 1
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
