-- What only the store has: documents as they came, and what each was last read with.

CREATE TABLE pages (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    facts_version VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    raw VARCHAR NOT NULL USING COMPRESSION zstd
);

-- Facts follow from the document as parsed and from the version of extraction, so a release's fingerprint speaks for them.
CREATE VIEW fingerprints AS
SELECT
    r.release_id,
    r.lang,
    r.pair_id,
    r.published_at,
    hash(
        p.digest, p.facts_version, r.pair_id, r.pair_certainty, r.published_at, r.published_on, r.time_known,
        r.date_basis, r.url, r.kind, r.routine, r.bureau_id, r.source, r.run_id
    ) AS fingerprint
FROM releases AS r
LEFT JOIN pages AS p USING (release_id, lang);

CREATE TABLE store_info (schema_version VARCHAR NOT NULL);

COMMENT ON TABLE pages IS 'One document as its source gave it, before parsing.';
COMMENT ON COLUMN pages.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN pages.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN pages.digest IS 'Digest of the release as parsed: tells a changed text from the same one.';
COMMENT ON COLUMN pages.facts_version IS 'Version of extraction that read it last.';
COMMENT ON COLUMN pages.origin IS 'File and line it came from.';
COMMENT ON COLUMN pages.format IS 'record, html or text.';
COMMENT ON COLUMN pages.raw IS 'Its text as read.';
COMMENT ON VIEW fingerprints IS 'Digest of a release and of the document it was read from: tells a changed release from the same one.';
COMMENT ON TABLE store_info IS 'One row: which schema this store has.';
COMMENT ON COLUMN store_info.schema_version IS 'Digest of the schema files.';
