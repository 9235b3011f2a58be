-- What the live source keeps, in a database of its own, which outlives the store: answers as fetched, the days' lists,
-- and what became of each release on them.

CREATE TABLE answers (
    url VARCHAR NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    status INTEGER NOT NULL,
    headers VARCHAR NOT NULL,
    cut BOOLEAN NOT NULL,
    digest VARCHAR NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE lists (
    url VARCHAR PRIMARY KEY,
    day DATE,
    lang VARCHAR NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    problem VARCHAR NOT NULL
);

CREATE TABLE listings (
    day DATE NOT NULL,
    lang VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    release_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    listed_at TIMESTAMP NOT NULL,
    gone_at TIMESTAMP,
    wanted BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    problem VARCHAR NOT NULL,
    checked_at TIMESTAMP,
    etag VARCHAR NOT NULL,
    last_modified VARCHAR NOT NULL,
    parse_version VARCHAR NOT NULL,
    PRIMARY KEY (day, lang, url)
);

CREATE TABLE crawl_info (schema_version VARCHAR NOT NULL);

CREATE TABLE feed_items (url VARCHAR PRIMARY KEY, stamp VARCHAR NOT NULL);

-- One page among a million is found by its address.
CREATE INDEX answers_by_url ON answers (url);
CREATE INDEX listings_by_url ON listings (url);

-- A day is complete when its index was fetched after the day had ended, and all that it lists is loaded.
CREATE VIEW crawled_days AS
SELECT
    d.day,
    d.lang,
    d.checked_at,
    CASE d.problem WHEN '' THEN count(i.url) END::INTEGER AS listed,
    count_if(i.state IN ('loaded', 'reissued'))::INTEGER AS loaded,
    count_if(i.state = 'failed')::INTEGER AS failed,
    d.problem = '' AND d.checked_at::DATE > d.day AND coalesce(bool_and(i.state IN ('loaded', 'reissued')), true) AS complete
FROM lists AS d
LEFT JOIN listings AS i ON i.day = d.day AND i.lang = d.lang AND i.gone_at IS NULL
WHERE d.day IS NOT NULL
GROUP BY d.day, d.lang, d.checked_at, d.problem;

COMMENT ON TABLE answers IS 'Pages as fetched, before anything is read from them; each change of a page is kept.';
COMMENT ON COLUMN answers.url IS 'Address asked for.';
COMMENT ON COLUMN answers.fetched_at IS 'Hong Kong time.';
COMMENT ON COLUMN answers.status IS 'HTTP status.';
COMMENT ON COLUMN answers.headers IS 'Headers of the answer, as JSON.';
COMMENT ON COLUMN answers.cut IS 'True where the body was longer than is kept.';
COMMENT ON COLUMN answers.digest IS 'Digest of the body.';
COMMENT ON COLUMN answers.body IS 'The body, compressed by zlib.';
COMMENT ON TABLE lists IS 'Day indexes and feeds, as last seen.';
COMMENT ON COLUMN lists.url IS 'Address.';
COMMENT ON COLUMN lists.day IS 'Day of an index; null for a feed.';
COMMENT ON COLUMN lists.lang IS 'en or tc.';
COMMENT ON COLUMN lists.checked_at IS 'Hong Kong time at which it was last asked for, with success.';
COMMENT ON COLUMN lists.etag IS 'What the site calls this state of it; empty where it has no name.';
COMMENT ON COLUMN lists.last_modified IS 'When the site says that it changed last.';
COMMENT ON COLUMN lists.digest IS 'Digest of the body.';
COMMENT ON COLUMN lists.problem IS 'Why it could not be read; empty where it could.';
COMMENT ON TABLE listings IS 'Releases as the day indexes list them.';
COMMENT ON COLUMN listings.day IS 'Day of the index.';
COMMENT ON COLUMN listings.lang IS 'Language of the index.';
COMMENT ON COLUMN listings.url IS 'Address of the release.';
COMMENT ON COLUMN listings.release_id IS 'Its id by that address.';
COMMENT ON COLUMN listings.title IS 'Title as listed.';
COMMENT ON COLUMN listings.listed_at IS 'Hong Kong time at which it was first seen there.';
COMMENT ON COLUMN listings.gone_at IS 'Hong Kong time at which it was first seen to be gone; null while it is there.';
COMMENT ON COLUMN listings.wanted IS 'True where its page is to be asked for.';
COMMENT ON COLUMN listings.state IS 'What became of its page: new (not fetched yet), held (fetched), loaded, reissued (loaded, and replaced by a later release), or failed.';
COMMENT ON COLUMN listings.problem IS 'Why it failed, or did not come when last asked for; empty otherwise.';
COMMENT ON COLUMN listings.checked_at IS 'Hong Kong time at which its page was last asked for, with success.';
COMMENT ON COLUMN listings.etag IS 'What the site calls this state of the page.';
COMMENT ON COLUMN listings.last_modified IS 'When the site says that the page changed last.';
COMMENT ON TABLE crawl_info IS 'One row: which schema this database has.';
COMMENT ON COLUMN crawl_info.schema_version IS 'Digest of the schema file.';
COMMENT ON TABLE feed_items IS 'What the feeds said last of each release that they held.';
COMMENT ON COLUMN feed_items.url IS 'Address of the release.';
COMMENT ON COLUMN feed_items.stamp IS 'Digest of its entry: changes when the release does.';
COMMENT ON COLUMN listings.parse_version IS 'Version of parsing that read its page last; empty where none could.';
