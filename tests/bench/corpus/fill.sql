-- Writes what was composed into the store, as a load would have left it.

INSERT INTO releases BY NAME
SELECT
    c.release_id,
    c.lang,
    c.pair_id,
    if(count(*) OVER (PARTITION BY c.unit) > 1, round(2 * draw(c.unit, 900), 2), NULL) AS pair_certainty,
    c.published_at,
    c.day AS published_on,
    true AS time_known,
    'stated' AS date_basis,
    c.title,
    c.body,
    'https://press.example/' || c.release_id AS url,
    c.kind,
    c.is_routine AS routine,
    c.bureau_id,
    'demo' AS source,
    getvariable('run_id') AS run_id
FROM composed AS c
ORDER BY c.doc;

INSERT INTO pages BY NAME
SELECT
    release_id,
    lang,
    md5(title || body) AS digest,
    getvariable('facts_version') AS facts_version,
    'corpus:' || doc AS origin,
    'record' AS format,
    '' AS raw
FROM composed
ORDER BY doc;

INSERT INTO theme_mentions BY NAME
WITH mentions AS (
    SELECT m.doc, m.theme_id, m.is_primary, m.phrase, p.start_char + m.ahead AS start_char, false AS in_title, m.sentence
    FROM planned_mentions AS m
    JOIN placed AS p USING (doc, place)
    UNION ALL
    SELECT doc, theme_id, true, phrase, start_char, true, title
    FROM planned_titles
    WHERE phrase IS NOT NULL
)
SELECT c.release_id, c.lang, m.* EXCLUDE (doc), m.start_char + length(m.phrase) AS end_char
FROM mentions AS m
JOIN composed AS c USING (doc)
ORDER BY m.doc, m.start_char;

INSERT INTO appearances BY NAME
SELECT
    c.release_id,
    c.lang,
    a.person_id,
    a.name,
    a.office,
    a.office_id,
    draw(a.doc * 16 + a.place, 901) < 0.03 AS acting,
    a.role,
    p.start_char + a.ahead AS start_char,
    p.start_char + a.ahead + length(a.name) AS end_char,
    false AS in_title,
    a.sentence
FROM planned_people AS a
JOIN placed AS p USING (doc, place)
JOIN composed AS c USING (doc)
ORDER BY a.doc, a.place;

INSERT INTO event_sizes BY NAME
SELECT
    c.release_id,
    c.lang,
    s.event_type,
    s.value::DOUBLE AS value,
    NULL::DOUBLE AS value_high,
    s.qualifier,
    s.unit,
    s.subject,
    false AS expected,
    s.held_on,
    p.start_char + s.ahead AS start_char,
    p.start_char + s.ahead + length(s.evidence) AS end_char,
    false AS in_title,
    s.sentence
FROM planned_sizes AS s
JOIN placed AS p USING (doc, place)
JOIN composed AS c USING (doc)
ORDER BY s.doc;
