-- Puts what has changed in place (changes.sql says what), and the small tables anew.

DELETE FROM releases WHERE doc_no IN (SELECT doc_no FROM stale);
DELETE FROM theme_mentions WHERE doc_no IN (SELECT doc_no FROM stale);
DELETE FROM appearances WHERE doc_no IN (SELECT doc_no FROM stale);
DELETE FROM event_sizes WHERE doc_no IN (SELECT doc_no FROM stale);
DELETE FROM units WHERE unit_no IN (SELECT unit_no FROM former_units);
DELETE FROM unit_releases WHERE unit_no IN (SELECT unit_no FROM former_units);
DELETE FROM theme_units WHERE unit_no IN (SELECT unit_no FROM former_units);
DELETE FROM speaker_units WHERE unit_no IN (SELECT unit_no FROM former_units);
DELETE FROM size_units WHERE unit_no IN (SELECT unit_no FROM former_units);

INSERT INTO releases BY NAME
SELECT r.*, f.doc_no, f.fingerprint
FROM store.main.releases AS r
JOIN fresh AS f USING (release_id, lang)
ORDER BY f.doc_no;

INSERT INTO theme_mentions BY NAME
SELECT m.*, f.doc_no
FROM store.main.theme_mentions AS m
JOIN fresh AS f USING (release_id, lang)
ORDER BY f.doc_no, m.in_title DESC, m.start_char, m.theme_id;

INSERT INTO appearances BY NAME
SELECT a.*, f.doc_no
FROM store.main.appearances AS a
JOIN fresh AS f USING (release_id, lang)
ORDER BY f.doc_no, a.start_char, a.person_id;

INSERT INTO event_sizes BY NAME
SELECT s.*, f.doc_no
FROM store.main.event_sizes AS s
JOIN fresh AS f USING (release_id, lang)
ORDER BY f.doc_no, s.in_title DESC, s.start_char;

DELETE FROM issues;
INSERT INTO issues FROM store.main.issues ORDER BY issue_id;
DELETE FROM revisions;
INSERT INTO revisions SELECT * FROM store.main.revisions ORDER BY noticed_at, rowid;
DELETE FROM runs;
INSERT INTO runs FROM store.main.runs ORDER BY started_at, run_id, attempt;

-- Those who appear without being in the reference are called as they are written most.
INSERT INTO people
WITH written AS (
    SELECT person_id, lang, name, count(*) AS times
    FROM appearances
    WHERE person_id NOT IN (SELECT person_id FROM people)
    GROUP BY ALL
)
SELECT
    person_id,
    coalesce(arg_min(name, (-times, name)) FILTER (lang = 'en'), ''),
    coalesce(arg_min(name, (-times, name)) FILTER (lang = 'tc'), ''),
    false
FROM written
GROUP BY person_id
ORDER BY person_id;

-- `crawled` are the days whose index was asked for. A day between the first and the last of them that was not asked for,
-- in a language that is crawled, is known not to be whole; so is a day on which crawled releases only happen to fall.
DELETE FROM coverage;
INSERT INTO coverage
WITH expected AS (
    SELECT d.day::DATE AS day, l.lang
    FROM (SELECT unnest(generate_series(min(day), max(day), INTERVAL 1 DAY)) AS day FROM crawled) AS d
    CROSS JOIN (SELECT DISTINCT lang FROM crawled) AS l
),
found AS (
    SELECT published_on AS day, lang, count(*) AS loaded, bool_or(source = 'infogov') AS is_crawled
    FROM releases
    GROUP BY ALL
)
SELECT
    day,
    lang,
    c.listed,
    CASE WHEN c.listed IS NULL THEN greatest(f.loaded, c.loaded, 0) ELSE coalesce(c.loaded, 0) END::INTEGER AS loaded,
    coalesce(c.failed, 0)::INTEGER AS failed,
    CASE WHEN c.lang IS NOT NULL THEN c.complete WHEN e.lang IS NOT NULL OR f.is_crawled THEN false END AS complete
FROM expected AS e
FULL JOIN crawled AS c USING (day, lang)
FULL JOIN found AS f USING (day, lang)
ORDER BY day, lang;

-- What the source took away, and has not shown again since.
DELETE FROM vanished;
INSERT INTO vanished
SELECT release_id, lang, max(noticed_at) AS noticed_at
FROM (SELECT *, rowid AS place FROM revisions)
JOIN releases USING (release_id, lang)
GROUP BY release_id, lang
HAVING arg_max(what, place) = 'vanished'
ORDER BY release_id, lang;

CREATE OR REPLACE TEMP TABLE versions AS
WITH touched AS (
    SELECT doc_no, release_id, lang, pair_id, published_at, published_on, routine, kind, bureau_id
    FROM releases
    JOIN touched_pairs USING (pair_id)
),
scoped AS (
    SELECT 'all' AS scope, pair_id AS unit_id, * FROM touched
    UNION ALL
    SELECT lang AS scope, release_id AS unit_id, * FROM touched
)
SELECT
    scope,
    min(doc_no) OVER unit AS unit_no,
    unit_id,
    min(published_on) OVER unit AS day,
    bool_and(routine) OVER unit AS routine,
    first(kind) OVER unit AS kind,
    first(bureau_id) OVER unit AS bureau_id,
    doc_no,
    release_id,
    lang,
    published_at,
    min(lang) OVER unit AS first_lang
FROM scoped
WINDOW unit AS (
    PARTITION BY scope, unit_id ORDER BY lang ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

INSERT INTO units
SELECT scope, unit_no, unit_id, day, routine, kind, bureau_id
FROM versions
WHERE lang = first_lang
ORDER BY scope, day, unit_id;

INSERT INTO unit_releases
SELECT scope, unit_no, unit_id, day, routine, doc_no, release_id, lang, published_at
FROM versions
ORDER BY scope, day, unit_id, lang;

-- Mentions of a unit in both languages are those of its English version, or of the Chinese one where the
-- English has none: adding both would count one statement twice.
INSERT INTO theme_units
WITH counted AS (
    SELECT doc_no, theme_id, count(*) AS mentions
    FROM theme_mentions
    WHERE doc_no IN (SELECT doc_no FROM versions)
    GROUP BY doc_no, theme_id
)
SELECT v.scope, v.unit_no, v.unit_id, v.day, v.routine, c.theme_id, arg_min(c.mentions, v.lang)
FROM counted AS c
JOIN versions AS v USING (doc_no)
GROUP BY ALL
ORDER BY v.scope, c.theme_id, v.day, v.unit_id;

-- A person outside the reference has no identity across scripts, so in scope 'all' such people are read from
-- the English version, and from the Chinese one where there is no English version.
INSERT INTO speaker_units
SELECT
    v.scope,
    v.unit_no,
    v.unit_id,
    v.day,
    v.routine,
    a.person_id,
    arg_min(a.role, array_position(['spoke', 'officiated', 'attended', 'named'], a.role)),
    coalesce(arg_min(a.office, a.lang) FILTER (a.office <> ''), '')
FROM appearances AS a
JOIN versions AS v USING (doc_no)
JOIN people AS p USING (person_id)
WHERE p.in_reference OR v.lang = v.first_lang
GROUP BY ALL
ORDER BY v.scope, a.person_id, v.day, v.unit_id;

-- The same number stated in both versions is shown in English; what one version states more than once stays.
INSERT INTO size_units BY NAME
SELECT v.scope, v.unit_no, v.unit_id, v.day, v.routine, s.*, r.title, r.url, r.source
FROM event_sizes AS s
JOIN versions AS v USING (doc_no)
JOIN releases AS r USING (doc_no)
QUALIFY s.lang = min(s.lang) OVER (PARTITION BY v.scope, v.unit_no, s.value, s.value_high, s.unit)
ORDER BY v.scope, v.day, v.unit_id, s.start_char;

INSERT INTO touched_days
SELECT DISTINCT day FROM versions WHERE day NOT IN (SELECT day FROM touched_days);

DELETE FROM unit_days WHERE day IN (SELECT day FROM touched_days);
INSERT INTO unit_days
SELECT scope, day, routine, count(DISTINCT unit_no), count(*)
FROM unit_releases
WHERE day IN (SELECT day FROM touched_days)
GROUP BY ALL
ORDER BY scope, day, routine;

DELETE FROM theme_days WHERE day IN (SELECT day FROM touched_days);
INSERT INTO theme_days
SELECT scope, day, routine, theme_id, count(*), sum(mentions)
FROM theme_units
WHERE day IN (SELECT day FROM touched_days)
GROUP BY ALL
ORDER BY scope, day, theme_id, routine;

DELETE FROM role_days WHERE day IN (SELECT day FROM touched_days);
INSERT INTO role_days
SELECT scope, day, routine, role, count(DISTINCT unit_no)
FROM speaker_units
WHERE day IN (SELECT day FROM touched_days)
GROUP BY ALL
ORDER BY scope, day, role, routine;

-- Long ranges are counted from whole months, or for people years, and the days at their ends.
CREATE OR REPLACE TEMP TABLE touched_spans AS
SELECT DISTINCT date_trunc('month', day)::DATE AS month, date_trunc('year', day)::DATE AS year FROM touched_days;

DELETE FROM unit_months WHERE day IN (SELECT month FROM touched_spans);
INSERT INTO unit_months
SELECT scope, date_trunc('month', day)::DATE AS month, routine, sum(releases), sum(documents)
FROM unit_days
WHERE month IN (SELECT month FROM touched_spans)
GROUP BY ALL
ORDER BY scope, month, routine;

DELETE FROM theme_months WHERE day IN (SELECT month FROM touched_spans);
INSERT INTO theme_months
SELECT scope, date_trunc('month', day)::DATE AS month, routine, theme_id, sum(releases), sum(mentions)
FROM theme_days
WHERE month IN (SELECT month FROM touched_spans)
GROUP BY ALL
ORDER BY scope, theme_id, month, routine;

DELETE FROM role_months WHERE day IN (SELECT month FROM touched_spans);
INSERT INTO role_months
SELECT scope, date_trunc('month', day)::DATE AS month, routine, role, sum(appearances)
FROM role_days
WHERE month IN (SELECT month FROM touched_spans)
GROUP BY ALL
ORDER BY scope, month, role, routine;

DELETE FROM person_years WHERE day IN (SELECT year FROM touched_spans);
INSERT INTO person_years
SELECT
    scope,
    date_trunc('year', day)::DATE AS year,
    routine,
    person_id,
    office,
    count(*) FILTER (role = 'spoke'),
    count(*) FILTER (role = 'officiated'),
    count(*) FILTER (role = 'attended'),
    count(*) FILTER (role = 'named')
FROM speaker_units
WHERE year IN (SELECT year FROM touched_spans)
GROUP BY ALL
ORDER BY scope, person_id, year, routine, office;

DELETE FROM snapshot_info;
INSERT INTO snapshot_info
SELECT
    $built_at,
    $facts_version,
    $schema_version,
    min(published_on),
    max(published_on),
    coalesce(bool_or(source = 'demo'), false),
    coalesce($sorted_releases, count(*))
FROM releases;
