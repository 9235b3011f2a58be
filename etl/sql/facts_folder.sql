-- Fills a store from a folder of facts. Each table is read from its files, which are named in the order of the documents.
-- Grain of `placed`: one row of a file; part and place say where it stands.

CREATE TEMP MACRO placed(files) AS TABLE
SELECT * EXCLUDE (filename, file_row_number), parse_filename(filename) AS part, file_row_number AS place
FROM read_parquet(files, filename = true, file_row_number = true);

-- Of documents with the same id and language the first counts, as in a load.
CREATE TEMP TABLE repeated AS
WITH documents AS (
    SELECT release_id, lang, digest, part, place FROM placed($pages)
),
first AS (
    SELECT release_id, lang, min((part, place)) AS stands, arg_min(digest, (part, place)) AS digest
    FROM documents
    GROUP BY release_id, lang
    HAVING count(*) > 1
)
SELECT d.part, d.place, d.release_id, d.lang, d.digest <> f.digest AS differs, d.part <> f.stands[1] AS elsewhere
FROM documents AS d
JOIN first AS f USING (release_id, lang)
WHERE (d.part, d.place) <> f.stands;

-- A part holds the facts of the first of its documents with that key, so those that do not count are in other parts.
CREATE TEMP TABLE dropped AS
SELECT DISTINCT part, release_id, lang FROM repeated WHERE elsewhere;

INSERT INTO pages
SELECT release_id, lang, digest, facts_version, origin, format, ''
FROM placed($pages)
ANTI JOIN repeated USING (part, place);

INSERT INTO releases
SELECT * EXCLUDE (part, place) FROM placed($releases) ANTI JOIN dropped USING (part, release_id, lang);

INSERT INTO theme_mentions
SELECT * EXCLUDE (part, place) FROM placed($theme_mentions) ANTI JOIN dropped USING (part, release_id, lang);

INSERT INTO appearances
SELECT * EXCLUDE (part, place) FROM placed($appearances) ANTI JOIN dropped USING (part, release_id, lang);

INSERT INTO event_sizes
SELECT * EXCLUDE (part, place) FROM placed($event_sizes) ANTI JOIN dropped USING (part, release_id, lang);

INSERT INTO issues
SELECT * EXCLUDE (part, place)
FROM placed($issues)
ANTI JOIN dropped USING (part, release_id, lang)
QUALIFY row_number() OVER (PARTITION BY issue_id ORDER BY part, place) = 1;

-- One that repeats the key of another with other words is rejected.
INSERT INTO issues
WITH others AS (
    SELECT
        origin,
        format('id: ''{}'' came before with another text: give it once', release_id) AS reason,
        left(raw, $kept) AS raw
    FROM placed($pages)
    SEMI JOIN (FROM repeated WHERE differs) USING (part, place)
)
SELECT sha256(concat_ws(chr(10), origin, 'document', reason, raw))[:16], $run_id, origin, '', '', 'document', reason, raw
FROM others;
