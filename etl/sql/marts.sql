-- What every snapshot holds beside the releases, their facts and the reference: what the dashboard counts.
-- Each table holds the facts once per scope and counted release ("unit"):
--   scope 'all': the English and Chinese versions of one release are one unit (unit_id = pair_id)
--   scope 'en', 'tc': each page of that language is one unit (unit_id = release_id)
-- A unit's day is the earliest day of its versions; it is routine where all of its versions are.
-- A row of every table belongs to one unit or one day, so that those that change can be put in place (fill.sql).

ALTER TABLE releases ADD COLUMN doc_no INTEGER;
ALTER TABLE releases ADD COLUMN fingerprint UBIGINT;
ALTER TABLE theme_mentions ADD COLUMN doc_no INTEGER;
ALTER TABLE appearances ADD COLUMN doc_no INTEGER;
ALTER TABLE event_sizes ADD COLUMN doc_no INTEGER;

CREATE TABLE snapshot_info (
    built_at TIMESTAMP NOT NULL,
    facts_version VARCHAR NOT NULL,
    schema_version VARCHAR NOT NULL,
    oldest_on DATE,
    newest_on DATE,
    demonstration BOOLEAN NOT NULL,
    sorted_releases INTEGER NOT NULL
);

CREATE TABLE coverage (
    day DATE NOT NULL,
    lang VARCHAR NOT NULL,
    listed INTEGER,
    loaded INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    complete BOOLEAN
);

CREATE TABLE vanished (release_id VARCHAR NOT NULL, lang VARCHAR NOT NULL, noticed_at TIMESTAMP NOT NULL);

CREATE TABLE units (
    scope VARCHAR NOT NULL,
    unit_no INTEGER NOT NULL,
    unit_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    kind VARCHAR NOT NULL,
    bureau_id VARCHAR NOT NULL
);

CREATE TABLE unit_releases (
    scope VARCHAR NOT NULL,
    unit_no INTEGER NOT NULL,
    unit_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    doc_no INTEGER NOT NULL,
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    published_at TIMESTAMP NOT NULL
);

CREATE TABLE theme_units (
    scope VARCHAR NOT NULL,
    unit_no INTEGER NOT NULL,
    unit_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    theme_id VARCHAR NOT NULL,
    mentions INTEGER NOT NULL
);

CREATE TABLE speaker_units (
    scope VARCHAR NOT NULL,
    unit_no INTEGER NOT NULL,
    unit_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    person_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    office VARCHAR NOT NULL
);

CREATE TABLE size_units (
    scope VARCHAR NOT NULL,
    unit_no INTEGER NOT NULL,
    unit_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    doc_no INTEGER NOT NULL,
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    value_high DOUBLE,
    qualifier VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    expected BOOLEAN NOT NULL,
    held_on DATE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    in_title BOOLEAN NOT NULL,
    sentence VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);

CREATE TABLE unit_days (
    scope VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    releases INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE theme_days (
    scope VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    theme_id VARCHAR NOT NULL,
    releases INTEGER NOT NULL,
    mentions INTEGER NOT NULL
);

CREATE TABLE role_days (
    scope VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    role VARCHAR NOT NULL,
    appearances INTEGER NOT NULL
);

CREATE TABLE unit_months AS FROM unit_days;
CREATE TABLE theme_months AS FROM theme_days;
CREATE TABLE role_months AS FROM role_days;

CREATE TABLE person_years (
    scope VARCHAR NOT NULL,
    day DATE NOT NULL,
    routine BOOLEAN NOT NULL,
    person_id VARCHAR NOT NULL,
    office VARCHAR NOT NULL,
    spoke INTEGER NOT NULL,
    officiated INTEGER NOT NULL,
    attended INTEGER NOT NULL,
    named INTEGER NOT NULL
);

COMMENT ON COLUMN releases.doc_no IS 'A small key of (release_id, lang); it stays from one snapshot to the next as long as the release does.';
COMMENT ON COLUMN releases.fingerprint IS 'Digest of the row and of the document it was read from: tells a changed release from the same one.';
COMMENT ON COLUMN theme_mentions.doc_no IS 'A key of releases.';
COMMENT ON COLUMN appearances.doc_no IS 'A key of releases.';
COMMENT ON COLUMN event_sizes.doc_no IS 'A key of releases.';
COMMENT ON TABLE snapshot_info IS 'One row: what this snapshot is.';
COMMENT ON COLUMN snapshot_info.built_at IS 'Hong Kong time at which it was built.';
COMMENT ON COLUMN snapshot_info.facts_version IS 'Digest of the extraction code and of data/reference.';
COMMENT ON COLUMN snapshot_info.schema_version IS 'Digest of what makes and fills a snapshot and its text index.';
COMMENT ON COLUMN snapshot_info.oldest_on IS 'Oldest day with a release; null where there is none.';
COMMENT ON COLUMN snapshot_info.newest_on IS 'Newest day covered; null where there is none.';
COMMENT ON COLUMN snapshot_info.demonstration IS 'True while it holds the embedded, invented releases.';
COMMENT ON COLUMN snapshot_info.sorted_releases IS 'Releases it held when it was last built from nothing; those that came since stand behind them.';
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
COMMENT ON COLUMN units.unit_no IS 'Smallest doc_no of its versions; with scope, a key.';
COMMENT ON COLUMN units.unit_id IS 'pair_id in scope all, release_id in scopes en and tc.';
COMMENT ON COLUMN units.day IS 'The earliest day of its versions.';
COMMENT ON COLUMN units.routine IS 'True where all of its versions are routine notices.';
COMMENT ON COLUMN units.kind IS 'Kind of its English version, or of the Chinese one where there is no English.';
COMMENT ON COLUMN units.bureau_id IS 'Bureau of the same version.';
COMMENT ON TABLE unit_releases IS 'Which releases make up a unit.';
COMMENT ON COLUMN unit_releases.scope IS 'all, en or tc.';
COMMENT ON COLUMN unit_releases.unit_no IS 'With scope, a key of units.';
COMMENT ON COLUMN unit_releases.unit_id IS 'A key of units.';
COMMENT ON COLUMN unit_releases.day IS 'The unit''s day.';
COMMENT ON COLUMN unit_releases.routine IS 'The unit''s flag.';
COMMENT ON COLUMN unit_releases.doc_no IS 'A key of releases.';
COMMENT ON COLUMN unit_releases.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN unit_releases.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN unit_releases.published_at IS 'As in releases.';
COMMENT ON TABLE theme_units IS 'One theme in one unit.';
COMMENT ON COLUMN theme_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN theme_units.unit_no IS 'With scope, a key of units.';
COMMENT ON COLUMN theme_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN theme_units.day IS 'The unit''s day.';
COMMENT ON COLUMN theme_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN theme_units.theme_id IS 'A key of themes.';
COMMENT ON COLUMN theme_units.mentions IS 'Occurrences of the theme''s phrases in the English version, or in the Chinese one where the English has none.';
COMMENT ON TABLE speaker_units IS 'One person in one unit. In scope all, people outside the reference come from one version only.';
COMMENT ON COLUMN speaker_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN speaker_units.unit_no IS 'With scope, a key of units.';
COMMENT ON COLUMN speaker_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN speaker_units.day IS 'The unit''s day.';
COMMENT ON COLUMN speaker_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN speaker_units.person_id IS 'A key of people.';
COMMENT ON COLUMN speaker_units.role IS 'The strongest role over its versions.';
COMMENT ON COLUMN speaker_units.office IS 'The post as written: in the English version, or in the Chinese one where the English has none; empty where none is.';
COMMENT ON TABLE size_units IS 'One stated size in one unit; a size stated in both versions appears once, in English.';
COMMENT ON COLUMN size_units.scope IS 'all, en or tc.';
COMMENT ON COLUMN size_units.unit_no IS 'With scope, a key of units.';
COMMENT ON COLUMN size_units.unit_id IS 'A key of units.';
COMMENT ON COLUMN size_units.day IS 'The unit''s day.';
COMMENT ON COLUMN size_units.routine IS 'The unit''s flag.';
COMMENT ON COLUMN size_units.doc_no IS 'A key of releases.';
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
COMMENT ON COLUMN size_units.title IS 'As in releases.';
COMMENT ON COLUMN size_units.url IS 'As in releases.';
COMMENT ON COLUMN size_units.source IS 'As in releases.';
COMMENT ON TABLE unit_days IS 'How many units a day has.';
COMMENT ON COLUMN unit_days.scope IS 'all, en or tc.';
COMMENT ON COLUMN unit_days.day IS 'The units'' day.';
COMMENT ON COLUMN unit_days.routine IS 'The units'' flag.';
COMMENT ON COLUMN unit_days.releases IS 'Rows of units.';
COMMENT ON COLUMN unit_days.documents IS 'Rows of unit_releases.';
COMMENT ON TABLE theme_days IS 'How many units of a day speak of a theme.';
COMMENT ON COLUMN theme_days.scope IS 'all, en or tc.';
COMMENT ON COLUMN theme_days.day IS 'The units'' day.';
COMMENT ON COLUMN theme_days.routine IS 'The units'' flag.';
COMMENT ON COLUMN theme_days.theme_id IS 'A key of themes.';
COMMENT ON COLUMN theme_days.releases IS 'Rows of theme_units.';
COMMENT ON COLUMN theme_days.mentions IS 'Sum of their mentions.';
COMMENT ON TABLE role_days IS 'In how many units of a day anyone has a role.';
COMMENT ON COLUMN role_days.scope IS 'all, en or tc.';
COMMENT ON COLUMN role_days.day IS 'The units'' day.';
COMMENT ON COLUMN role_days.routine IS 'The units'' flag.';
COMMENT ON COLUMN role_days.role IS 'spoke, officiated, attended or named.';
COMMENT ON COLUMN role_days.appearances IS 'Units of speaker_units with that role; two people who spoke in one release count once.';
COMMENT ON TABLE unit_months IS 'Sums of unit_days over a month.';
COMMENT ON COLUMN unit_months.scope IS 'As in unit_days.';
COMMENT ON COLUMN unit_months.day IS 'First day of the month.';
COMMENT ON COLUMN unit_months.routine IS 'As in unit_days.';
COMMENT ON COLUMN unit_months.releases IS 'As in unit_days.';
COMMENT ON COLUMN unit_months.documents IS 'As in unit_days.';
COMMENT ON TABLE theme_months IS 'Sums of theme_days over a month.';
COMMENT ON COLUMN theme_months.scope IS 'As in theme_days.';
COMMENT ON COLUMN theme_months.day IS 'First day of the month.';
COMMENT ON COLUMN theme_months.routine IS 'As in theme_days.';
COMMENT ON COLUMN theme_months.theme_id IS 'As in theme_days.';
COMMENT ON COLUMN theme_months.releases IS 'As in theme_days.';
COMMENT ON COLUMN theme_months.mentions IS 'As in theme_days.';
COMMENT ON TABLE role_months IS 'Sums of role_days over a month.';
COMMENT ON COLUMN role_months.scope IS 'As in role_days.';
COMMENT ON COLUMN role_months.day IS 'First day of the month.';
COMMENT ON COLUMN role_months.routine IS 'As in role_days.';
COMMENT ON COLUMN role_months.role IS 'As in role_days.';
COMMENT ON COLUMN role_months.appearances IS 'As in role_days.';
COMMENT ON TABLE person_years IS 'In how many units of a year a person appears under an office, by role.';
COMMENT ON COLUMN person_years.scope IS 'all, en or tc.';
COMMENT ON COLUMN person_years.day IS 'First day of the year.';
COMMENT ON COLUMN person_years.routine IS 'The units'' flag.';
COMMENT ON COLUMN person_years.person_id IS 'A key of people.';
COMMENT ON COLUMN person_years.office IS 'As in speaker_units.';
COMMENT ON COLUMN person_years.spoke IS 'Rows of speaker_units with that role.';
COMMENT ON COLUMN person_years.officiated IS 'Rows of speaker_units with that role.';
COMMENT ON COLUMN person_years.attended IS 'Rows of speaker_units with that role.';
COMMENT ON COLUMN person_years.named IS 'Rows of speaker_units with that role.';
