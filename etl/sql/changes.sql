-- What the store holds otherwise than the snapshot being built does: nothing yet, or all of the one before it.
CREATE OR REPLACE TEMP TABLE stored AS FROM store.main.fingerprints;

-- In the snapshot, and otherwise or not at all in the store.
CREATE OR REPLACE TEMP TABLE stale AS
SELECT doc_no, release_id, lang, pair_id
FROM releases
ANTI JOIN stored USING (release_id, lang, fingerprint);

-- In the store, and otherwise or not at all in the snapshot. A changed release keeps its number.
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT
    n.release_id,
    n.lang,
    n.pair_id,
    n.fingerprint,
    coalesce(
        s.doc_no,
        (SELECT coalesce(max(doc_no), 0) FROM releases)
        + row_number() OVER (PARTITION BY s.doc_no IS NULL ORDER BY n.published_at, n.release_id, n.lang)
    )::INTEGER AS doc_no
FROM (FROM stored ANTI JOIN releases USING (release_id, lang, fingerprint)) AS n
LEFT JOIN stale AS s USING (release_id, lang);

-- Whoever gains or loses a version counts anew, and so do the days it was or will be counted on.
CREATE OR REPLACE TEMP TABLE touched_pairs AS
SELECT pair_id FROM stale
UNION
SELECT pair_id FROM fresh;

CREATE OR REPLACE TEMP TABLE former_units AS
SELECT doc_no AS unit_no
FROM releases
JOIN touched_pairs USING (pair_id);

CREATE OR REPLACE TEMP TABLE touched_days AS
SELECT DISTINCT day
FROM units
JOIN former_units USING (unit_no);
