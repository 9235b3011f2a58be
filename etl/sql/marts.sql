-- What the dashboard counts. Each table holds the facts once per scope and counted release ("unit"):
--   scope 'all': the English and Chinese versions of one release are one unit (unit_id = pair_id)
--   scope 'en', 'tc': each page of that language is one unit (unit_id = release_id)
-- A unit's day is the earliest day of its versions; it is routine where all of its versions are.

CREATE TABLE snapshot_info AS
SELECT
    $built_at::TIMESTAMP AS built_at,
    $facts_version::VARCHAR AS facts_version,
    min(published_on) AS oldest_on,
    max(published_on) AS newest_on,
    coalesce(bool_or(source = 'demo'), false) AS demonstration
FROM releases;

-- `crawled` are the days whose index was asked for. A day between the first and the last of them that was not asked for,
-- in a language that is crawled, is known not to be whole; so is a day on which crawled releases only happen to fall.
CREATE TABLE coverage AS
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
CREATE TABLE vanished AS
SELECT release_id, lang, max(noticed_at) AS noticed_at
FROM (SELECT *, rowid AS place FROM revisions)
JOIN releases USING (release_id, lang)
GROUP BY release_id, lang
HAVING arg_max(what, place) = 'vanished'
ORDER BY release_id, lang;

CREATE OR REPLACE TEMP VIEW versions AS
SELECT 'all' AS scope, pair_id AS unit_id, * FROM releases
UNION ALL
SELECT lang AS scope, release_id AS unit_id, * FROM releases;

CREATE TABLE units AS
SELECT
    scope,
    unit_id,
    min(published_on) AS day,
    bool_and(routine) AS routine,
    arg_min(kind, lang) AS kind,
    arg_min(bureau_id, lang) AS bureau_id
FROM versions
GROUP BY scope, unit_id
ORDER BY scope, day, unit_id;

-- Which release belongs to which unit: two rows a release.
CREATE TABLE unit_releases AS
SELECT u.scope, u.unit_id, u.day, u.routine, v.release_id, v.lang
FROM versions AS v
JOIN units AS u USING (scope, unit_id)
ORDER BY u.scope, u.day, u.unit_id, v.lang;

-- Mentions of a unit in both languages are those of its English version, or of the Chinese one where the
-- English has none: adding both would count one statement twice.
CREATE TABLE theme_units AS
SELECT
    ur.scope,
    ur.unit_id,
    ur.day,
    ur.routine,
    m.theme_id,
    coalesce(
        nullif(count(*) FILTER (m.lang = 'en'), 0),
        count(*)
    )::INTEGER AS mentions
FROM theme_mentions AS m
JOIN unit_releases AS ur USING (release_id, lang)
GROUP BY ALL
ORDER BY ur.scope, m.theme_id, ur.day, ur.unit_id;

-- A person outside the reference has no identity across scripts, so in scope 'all' such people are read from
-- the English version, and from the Chinese one where there is no English version.
CREATE TABLE speaker_units AS
SELECT
    ur.scope,
    ur.unit_id,
    ur.day,
    ur.routine,
    a.person_id,
    arg_min(a.role, array_position(['spoke', 'officiated', 'attended', 'named'], a.role)) AS role
FROM appearances AS a
JOIN unit_releases AS ur USING (release_id, lang)
JOIN people AS p USING (person_id)
WHERE
    ur.scope <> 'all'
    OR p.in_reference
    OR a.lang = 'en'
    OR NOT EXISTS (
        SELECT 1 FROM unit_releases AS other
        WHERE other.scope = 'all' AND other.unit_id = ur.unit_id AND other.lang = 'en'
    )
GROUP BY ALL
ORDER BY ur.scope, a.person_id, ur.day, ur.unit_id;

-- The same number stated in both versions is shown in English; what one version states more than once stays.
CREATE TABLE size_units AS
SELECT
    ur.scope,
    ur.unit_id,
    ur.day,
    ur.routine,
    s.*
FROM event_sizes AS s
JOIN unit_releases AS ur USING (release_id, lang)
QUALIFY s.lang = min(s.lang) OVER (PARTITION BY ur.scope, ur.unit_id, s.value, s.value_high, s.unit)
ORDER BY ur.scope, ur.day, ur.unit_id, s.start_char;

COMMENT ON TABLE snapshot_info IS 'One row: what this snapshot is.';
COMMENT ON COLUMN snapshot_info.built_at IS 'Hong Kong time at which it was built.';
COMMENT ON COLUMN snapshot_info.facts_version IS 'Digest of the extraction code and of data/reference.';
COMMENT ON COLUMN snapshot_info.oldest_on IS 'Oldest day with a release; null where there is none.';
COMMENT ON COLUMN snapshot_info.newest_on IS 'Newest day covered; null where there is none.';
COMMENT ON COLUMN snapshot_info.demonstration IS 'True while it holds the embedded, invented releases.';
COMMENT ON TABLE coverage IS 'One day and language: what was listed, loaded and failed.';
COMMENT ON COLUMN coverage.day IS 'Hong Kong day.';
COMMENT ON COLUMN coverage.lang IS 'en or tc.';
COMMENT ON COLUMN coverage.listed IS 'Releases in the source''s index of the day; null where no index was read.';
COMMENT ON COLUMN coverage.loaded IS 'Releases loaded: of those listed, or of that day where no index was read.';
COMMENT ON COLUMN coverage.failed IS 'Releases listed that could not be loaded.';
COMMENT ON COLUMN coverage.complete IS 'True where the index was read after the day had ended and all that it lists is loaded; null for a day known from files only.';
COMMENT ON TABLE vanished IS 'Releases that the source lists no more; they stay in releases and in all counts.';
COMMENT ON COLUMN vanished.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN vanished.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN vanished.noticed_at IS 'Hong Kong time at which the job noticed it.';
COMMENT ON TABLE units IS 'One counted release in a scope: all (versions of one release count once), en or tc (pages of that language).';
COMMENT ON COLUMN units.scope IS 'all, en or tc.';
COMMENT ON COLUMN units.unit_id IS 'pair_id in scope all, release_id in scopes en and tc.';
COMMENT ON COLUMN units.day IS 'The earliest day of its versions.';
COMMENT ON COLUMN units.routine IS 'True where all of its versions are routine notices.';
COMMENT ON COLUMN units.kind IS 'Kind of its English version, or of the Chinese one where there is no English.';
COMMENT ON COLUMN units.bureau_id IS 'Bureau of the same version.';
COMMENT ON TABLE unit_releases IS 'Which releases make up a unit.';
COMMENT ON COLUMN unit_releases.scope IS 'all, en or tc.';
COMMENT ON COLUMN unit_releases.unit_id IS 'A key of units.';
COMMENT ON COLUMN unit_releases.day IS 'The unit''s day.';
COMMENT ON COLUMN unit_releases.routine IS 'The unit''s flag.';
COMMENT ON COLUMN unit_releases.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN unit_releases.lang IS 'With release_id, a key of releases.';
COMMENT ON TABLE theme_units IS 'One theme in one unit.';
COMMENT ON COLUMN theme_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN theme_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN theme_units.day IS 'The unit''s day.';
COMMENT ON COLUMN theme_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN theme_units.theme_id IS 'A key of themes.';
COMMENT ON COLUMN theme_units.mentions IS 'Occurrences of the theme''s phrases in the English version, or in the Chinese one where the English has none.';
COMMENT ON TABLE speaker_units IS 'One person in one unit. In scope all, people outside the reference come from one version only.';
COMMENT ON COLUMN speaker_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN speaker_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN speaker_units.day IS 'The unit''s day.';
COMMENT ON COLUMN speaker_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN speaker_units.person_id IS 'A key of people.';
COMMENT ON COLUMN speaker_units.role IS 'The strongest role over its versions.';
COMMENT ON TABLE size_units IS 'One stated size in one unit; a size stated in both versions appears once, in English.';
COMMENT ON COLUMN size_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN size_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN size_units.day IS 'The unit''s day.';
COMMENT ON COLUMN size_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN size_units.release_id IS 'With lang, a key of releases: the version that is shown.';
COMMENT ON COLUMN size_units.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN size_units.event_type IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.value IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.value_high IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.qualifier IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.unit IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.subject IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.expected IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.held_on IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.start_char IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.end_char IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.in_title IS 'As in event_sizes.';
COMMENT ON COLUMN size_units.sentence IS 'As in event_sizes.';
