-- What only the store has: documents as they came, and what each was last read with.

CREATE TABLE pages (
    release_id VARCHAR NOT NULL,
    lang VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    facts_version VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    raw VARCHAR NOT NULL
);

CREATE TABLE store_info (schema_version VARCHAR NOT NULL);

COMMENT ON TABLE pages IS 'One document as its source gave it, before parsing.';
COMMENT ON COLUMN pages.release_id IS 'With lang, a key of releases.';
COMMENT ON COLUMN pages.lang IS 'With release_id, a key of releases.';
COMMENT ON COLUMN pages.digest IS 'Digest of the release as parsed: tells a changed text from the same one.';
COMMENT ON COLUMN pages.facts_version IS 'Version of extraction that read it last.';
COMMENT ON COLUMN pages.origin IS 'File and line it came from.';
COMMENT ON COLUMN pages.format IS 'record, html or text.';
COMMENT ON COLUMN pages.raw IS 'Its text as read.';
COMMENT ON TABLE store_info IS 'One row: which schema this store has.';
COMMENT ON COLUMN store_info.schema_version IS 'Digest of the schema files.';
