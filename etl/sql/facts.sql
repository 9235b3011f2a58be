-- Releases and their facts: the tables that the store and every snapshot have in common.
-- Grain, columns and units are in the comments at the end, which travel with the database.

CREATE TABLE releases (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    pair_id VARCHAR NOT NULL,
    pair_certainty DOUBLE,
    published_at TIMESTAMP NOT NULL,
    published_on DATE NOT NULL,
    time_known BOOLEAN NOT NULL,
    date_basis VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL USING COMPRESSION zstd,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    routine BOOLEAN NOT NULL,
    bureau_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE theme_mentions (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    theme_id VARCHAR NOT NULL,
    is_primary BOOLEAN NOT NULL,
    phrase VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    in_title BOOLEAN NOT NULL,
    sentence VARCHAR NOT NULL
);

CREATE TABLE appearances (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    office VARCHAR NOT NULL,
    office_id VARCHAR NOT NULL,
    acting BOOLEAN NOT NULL,
    role VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    in_title BOOLEAN NOT NULL,
    sentence VARCHAR NOT NULL
);

CREATE TABLE event_sizes (
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
    sentence VARCHAR NOT NULL
);

CREATE TABLE revisions (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    noticed_at TIMESTAMP NOT NULL,
    what VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL
);

CREATE TABLE runs (
    run_id VARCHAR NOT NULL,
    attempt INTEGER NOT NULL,
    command VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status VARCHAR NOT NULL,
    documents INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL
);

CREATE TABLE issues (
    issue_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    raw VARCHAR NOT NULL
);

COMMENT ON TABLE releases IS 'One press release in one language, keyed by (release_id, lang).';
COMMENT ON COLUMN releases.release_id IS 'The source''s identifier, such as P2025040300123; for a document without one, "text-" and a digest of language, day and title.';
COMMENT ON COLUMN releases.lang IS 'Language of the document: en (English) or tc (Traditional Chinese).';
COMMENT ON COLUMN releases.pair_id IS 'Shared by the English and Chinese versions of one release: the English release_id, or the own one where there is no pair. Unique releases are counted by it.';
COMMENT ON COLUMN releases.pair_certainty IS 'How sure the pair is: weight of the numbers, names, marks and time that its versions share, less that of the next best match of the day; from 1 on nothing else comes close, below 0.3 another might do as well. Null where there is no pair.';
COMMENT ON COLUMN releases.published_at IS 'Hong Kong time of publication; midnight where time_known is false.';
COMMENT ON COLUMN releases.published_on IS 'Hong Kong day of publication.';
COMMENT ON COLUMN releases.time_known IS 'False where the source states the day only.';
COMMENT ON COLUMN releases.date_basis IS 'What the date rests on: stated by the source, given by the user, or anchor (inferred from a dated event that the text names).';
COMMENT ON COLUMN releases.title IS 'Title, normalised: damaged encoding repaired, white space folded.';
COMMENT ON COLUMN releases.body IS 'Body without the closing block, normalised. All offsets of facts count its code points.';
COMMENT ON COLUMN releases.url IS 'Address of the original; empty where the source gave none.';
COMMENT ON COLUMN releases.kind IS 'Kind of release, a key of kinds.';
COMMENT ON COLUMN releases.routine IS 'True for routine notices (weather, missing persons, tender results …), which are out of denominators by default.';
COMMENT ON COLUMN releases.bureau_id IS 'Issuing bureau or department, a key of bureaux; empty where it cannot be told.';
COMMENT ON COLUMN releases.source IS 'Where the document came from: demo (invented, for demonstration), file or infogov.';
COMMENT ON COLUMN releases.run_id IS 'The run that last changed this row, a key of runs.';

COMMENT ON TABLE theme_mentions IS 'One occurrence of a phrase of a theme in one release.';
COMMENT ON COLUMN theme_mentions.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN theme_mentions.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN theme_mentions.theme_id IS 'A key of themes.';
COMMENT ON COLUMN theme_mentions.is_primary IS 'True for the one to three themes that the release is about.';
COMMENT ON COLUMN theme_mentions.phrase IS 'The phrase as it stands in the text.';
COMMENT ON COLUMN theme_mentions.start_char IS 'First code point of the phrase, in body, or in title where in_title.';
COMMENT ON COLUMN theme_mentions.end_char IS 'One past the last code point of the phrase.';
COMMENT ON COLUMN theme_mentions.in_title IS 'True where the offsets point into the title.';
COMMENT ON COLUMN theme_mentions.sentence IS 'The sentence that holds the phrase.';

COMMENT ON TABLE appearances IS 'One person in one release (codebook, section 2).';
COMMENT ON COLUMN appearances.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN appearances.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN appearances.person_id IS 'A key of people.';
COMMENT ON COLUMN appearances.name IS 'The name as first written, without honorific; empty where only the office is named.';
COMMENT ON COLUMN appearances.office IS 'The post as first written; empty where none is given.';
COMMENT ON COLUMN appearances.office_id IS 'A key of offices; empty where the post is not in the reference.';
COMMENT ON COLUMN appearances.acting IS 'True where the person acts in that post.';
COMMENT ON COLUMN appearances.role IS 'The strongest role in this release: spoke, officiated, attended or named.';
COMMENT ON COLUMN appearances.start_char IS 'First code point of where the sentence names the person, if only by surname or office; in body, or in title where in_title.';
COMMENT ON COLUMN appearances.end_char IS 'One past its last code point.';
COMMENT ON COLUMN appearances.in_title IS 'True where the offsets point into the title.';
COMMENT ON COLUMN appearances.sentence IS 'The sentence that proves the role; where it says "he", with the sentences before it from the one that names the person.';

COMMENT ON TABLE event_sizes IS 'One stated number of people, organisations or countries at an event (codebook, section 3).';
COMMENT ON COLUMN event_sizes.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN event_sizes.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN event_sizes.event_type IS 'Type of the event, such as seminar, ceremony or exhibition.';
COMMENT ON COLUMN event_sizes.value IS 'The number stated: 320 for "more than 320".';
COMMENT ON COLUMN event_sizes.value_high IS 'Upper number of a range; null otherwise.';
COMMENT ON COLUMN event_sizes.qualifier IS 'exact, about, more-than, at-least, nearly, up-to or range.';
COMMENT ON COLUMN event_sizes.unit IS 'people, person-times, organisations or countries.';
COMMENT ON COLUMN event_sizes.subject IS 'The noun as written; empty where the number stands alone ("some 400 attended").';
COMMENT ON COLUMN event_sizes.expected IS 'True for the number of an event still to come.';
COMMENT ON COLUMN event_sizes.held_on IS 'Day of the event, its first where it lasted; null where the text states none. It may differ from the day of the release.';
COMMENT ON COLUMN event_sizes.start_char IS 'First code point of qualifier, number and noun, in body, or in title where in_title.';
COMMENT ON COLUMN event_sizes.end_char IS 'One past the last code point.';
COMMENT ON COLUMN event_sizes.in_title IS 'True where the offsets point into the title.';
COMMENT ON COLUMN event_sizes.sentence IS 'The sentence that states the number.';

COMMENT ON TABLE revisions IS 'What releases said before they were corrected, reissued or taken away.';
COMMENT ON COLUMN revisions.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN revisions.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN revisions.noticed_at IS 'Hong Kong time at which the job noticed it.';
COMMENT ON COLUMN revisions.what IS 'changed: another text has replaced this one; vanished: the source lists it no more, and it stays in releases.';
COMMENT ON COLUMN revisions.title IS 'Title until then.';
COMMENT ON COLUMN revisions.body IS 'Body until then.';

COMMENT ON TABLE runs IS 'What the job did: one attempt of one run.';
COMMENT ON COLUMN runs.run_id IS 'Digest of what was asked: command, content of the inputs, version of extraction. The same load has the same id.';
COMMENT ON COLUMN runs.attempt IS 'Counts the times this run was started.';
COMMENT ON COLUMN runs.command IS 'The command, as a person would read it.';
COMMENT ON COLUMN runs.started_at IS 'Hong Kong time.';
COMMENT ON COLUMN runs.finished_at IS 'Hong Kong time; null while running, or where it was killed.';
COMMENT ON COLUMN runs.status IS 'running, done, failed or killed.';
COMMENT ON COLUMN runs.documents IS 'Documents read.';
COMMENT ON COLUMN runs.added IS 'Documents that were new.';
COMMENT ON COLUMN runs.changed IS 'Documents whose text replaced an earlier one.';
COMMENT ON COLUMN runs.unchanged IS 'Documents that were there already.';
COMMENT ON COLUMN runs.rejected IS 'Documents that could not be read: see issues.';

COMMENT ON TABLE issues IS 'What the job could not understand, with the raw text.';
COMMENT ON COLUMN issues.issue_id IS 'Digest of origin, field, reason and raw text: the same trouble is listed once.';
COMMENT ON COLUMN issues.run_id IS 'The run that met it first, a key of runs; "facts-" and a version where a new version of extraction met it; "pairs" where the two versions of a release disagree.';
COMMENT ON COLUMN issues.origin IS 'File and line, or address.';
COMMENT ON COLUMN issues.release_id IS 'The release it stands in, the English one for a pair; empty where it has none.';
COMMENT ON COLUMN issues.lang IS 'Language of that release; empty where it has none or is about both.';
COMMENT ON COLUMN issues.field IS 'What is affected: document where a document was rejected as a whole.';
COMMENT ON COLUMN issues.reason IS 'What was expected, what was found, and what to do.';
COMMENT ON COLUMN issues.raw IS 'The text that could not be read.';
