-- Composes the documents with the numbers from `first` to before `last`: `composed` (title and body), and the facts that stand in them.
-- All chance is drawn from the numbers themselves, so that a document is the same whatever is composed beside it.

-- Eight of ten documents are versions of one release, with neighbouring numbers; the unit is the number of the first.
CREATE OR REPLACE TEMP TABLE documents AS
WITH numbered AS (
    SELECT
        range AS doc,
        doc - if(doc % 10 < 8, doc % 2, 0) AS unit,
        if(if(doc % 10 < 8, doc % 2 = 0, draw(doc, 1) < 0.6), 'en', 'tc') AS lang
    FROM range(getvariable('first'), getvariable('last'))
)
SELECT
    n.doc,
    n.unit,
    n.lang,
    d.day,
    'DEMO' || strftime(d.day, '%Y%m%d') || lpad((n.doc - d.first_doc + 1)::VARCHAR, 5, '0') AS release_id,
    'DEMO' || strftime(d.day, '%Y%m%d') || lpad((n.unit - d.first_doc + 1)::VARCHAR, 5, '0') AS pair_id,
    d.day + to_minutes((480 + 840 * (n.unit - d.first_doc) / d.documents)::BIGINT) AS published_at,
    draw(n.unit, 2) < 0.4 AS is_routine,
    -- Log-normal; a Chinese character says as much as three letters.
    exp(
        7.7 + 0.65 * sqrt(-2 * ln(1 - draw(n.doc, 3))) * cos(2 * pi() * draw(n.doc, 4))
        - if(n.lang = 'tc', 1.1, 0) - if(is_routine, 0.8, 0)
    ) AS length
FROM numbered AS n
ASOF JOIN days AS d ON n.unit >= d.first_doc;

CREATE OR REPLACE TEMP TABLE planned_themes AS
SELECT unit, rank, min(slot) AS slot
FROM (
    SELECT unit, slot, pick_skewed(unit, 20 + slot, 100) AS rank
    FROM (SELECT DISTINCT unit, is_routine FROM documents)
    CROSS JOIN range(9) AS slots (slot)
    WHERE slot < if(is_routine, if(draw(unit, 10) < 0.3, 1, 0), count_up(unit, 11, 3.4, 9))
)
GROUP BY unit, rank;

-- One sentence a mention; a version in the other language may lack a theme.
CREATE OR REPLACE TEMP TABLE planned_mentions AS
SELECT
    d.doc,
    1000 + t.slot * 10 + m.number AS place,
    p.theme_id,
    t.slot < 2 AS is_primary,
    p.phrase,
    length(s.opening) AS ahead,
    s.opening || p.phrase || s.closing AS sentence
FROM planned_themes AS t
JOIN documents AS d USING (unit)
CROSS JOIN range(8) AS m (number)
JOIN phrases AS p ON p.rank = t.rank AND p.lang = d.lang AND p.no = pick(d.doc, 100 + t.slot * 10 + m.number, p.phrases)
JOIN sentences AS s ON s.use = 'theme' AND s.lang = d.lang AND s.no = pick(d.doc, 200 + t.slot * 10 + m.number, s.uses)
WHERE m.number < count_up(d.doc, 40 + t.slot, 2.4, 8) AND (t.slot = 0 OR draw(d.doc, 60 + t.slot) < 0.97);

-- Two of three are office-holders of the day, the others guests; one person stands in a document once.
CREATE OR REPLACE TEMP TABLE planned_people AS
WITH slots AS (
    SELECT d.*, slot, draw(unit, 320 + slot) < 0.65 AS holds
    FROM documents AS d
    CROSS JOIN range(10) AS slots (slot)
    WHERE NOT d.is_routine AND draw(unit, 300) < 0.55 AND slot < count_up(unit, 301, 3.4, 10)
),
found AS (
    SELECT s.doc, s.unit, s.lang, s.slot, h.person_id, h.name, h.office, h.office_id
    FROM slots AS s
    JOIN holders AS h ON s.holds AND h.lang = s.lang AND s.day BETWEEN h.start_on AND h.end_on
        AND h.rank = pick_skewed(s.unit, 340 + s.slot, getvariable('offices'))
    UNION ALL
    SELECT s.doc, s.unit, s.lang, s.slot, g.person_id, g.name, g.office, ''
    FROM slots AS s
    JOIN guests AS g ON NOT s.holds AND g.lang = s.lang AND g.no = pick_skewed(s.unit, 360 + s.slot, getvariable('guests'))
)
SELECT
    f.doc,
    f.slot AS place,
    f.person_id,
    f.name,
    f.office,
    f.office_id,
    r.role,
    if(f.lang = 'en', 'the ' || f.office || ', ' || if(f.name[1] < 'K', 'Ms ', 'Mr '), f.office) AS introduction,
    length(s.opening) + length(introduction) AS ahead,
    s.opening || introduction || f.name || if(f.lang = 'en' AND s.closing[1] <> ',', ',', '') || s.closing AS sentence
FROM found AS f
JOIN roles AS r ON r.no = pick(f.unit, 380 + f.slot, 100)
JOIN sentences AS s ON s.use = r.role AND s.lang = f.lang AND s.no = pick(f.doc, 400 + f.slot, s.uses)
QUALIFY row_number() OVER (PARTITION BY f.doc, f.person_id ORDER BY f.slot) = 1;

-- Two significant digits, about 120 in the middle.
CREATE OR REPLACE TEMP TABLE planned_sizes AS
WITH drawn AS (
    SELECT
        *,
        exp(4.8 + 1.3 * sqrt(-2 * ln(1 - draw(unit, 501))) * cos(2 * pi() * draw(unit, 502))) AS size,
        10 ** greatest(0, floor(log10(greatest(size, 1))) - 1) AS step,
        greatest(2, round(size / step) * step)::BIGINT AS value
    FROM documents
    WHERE NOT is_routine AND draw(unit, 500) < 0.15
)
SELECT
    d.doc,
    20 AS place,
    d.day AS held_on,
    s.event_type,
    d.value,
    q.qualifier,
    n.unit,
    if(d.lang = 'en', n.en, n.tc) AS subject,
    if(d.lang = 'en', q.en || format('{:,}', d.value) || ' ' || n.en, q.tc || d.value || n.tc) AS evidence,
    length(s.opening) AS ahead,
    s.opening || evidence || s.closing AS sentence
FROM drawn AS d
JOIN qualifiers AS q ON q.no = pick(d.unit, 503, 100)
JOIN nouns AS n ON n.no = pick(d.unit, 504, 100)
JOIN sentences AS s ON s.use = 'size' AND s.lang = d.lang AND s.no = pick(d.unit, 505, s.uses);

-- A line that no other document has, then paragraphs of no meaning up to the length wished for.
CREATE OR REPLACE TEMP TABLE planned_fillers AS
WITH planned AS (
    SELECT doc, sum(length(sentence)) AS length
    FROM (
        SELECT doc, sentence FROM planned_mentions
        UNION ALL SELECT doc, sentence FROM planned_people
        UNION ALL SELECT doc, sentence FROM planned_sizes
    )
    GROUP BY doc
)
SELECT
    d.doc,
    5000 AS place,
    if(
        d.lang = 'en',
        format('Papers {:d} and {:d} may be read at the library.', 10000 + pick(d.unit, 600, 90000), d.unit),
        format('文件{:d}及{:d}可於圖書館查閱。', 10000 + pick(d.unit, 600, 90000), d.unit)
    ) AS sentence
FROM documents AS d
UNION ALL
SELECT d.doc, 5001 + n.number, f.text
FROM documents AS d
LEFT JOIN planned AS p USING (doc)
CROSS JOIN range(60) AS n (number)
JOIN fillers AS f ON f.lang = d.lang AND f.no = pick(d.doc, 700 + n.number, getvariable('fillers'))
WHERE getvariable('filled') AND n.number < (d.length - coalesce(p.length, 0)) / if(d.lang = 'en', getvariable('filler_en'), getvariable('filler_tc'));

-- The first person opens the text, the rest stands in any order; a paragraph ends after every third sentence.
CREATE OR REPLACE TEMP TABLE placed AS
WITH planned AS (
    SELECT doc, place, sentence FROM planned_mentions
    UNION ALL SELECT doc, place, sentence FROM planned_people
    UNION ALL SELECT doc, place, sentence FROM planned_sizes
    UNION ALL SELECT doc, place, sentence FROM planned_fillers
),
numbered AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY doc ORDER BY if(place = 0, 0, draw(doc, 1000 + place)), place) AS number
    FROM planned
),
joined AS (
    SELECT
        n.doc,
        n.place,
        n.number,
        CASE WHEN n.number = 1 THEN '' WHEN n.number % 3 = 1 THEN chr(10) || chr(10) WHEN d.lang = 'en' THEN ' ' ELSE '' END
        || n.sentence AS piece,
        length(n.sentence) AS length
    FROM numbered AS n
    JOIN documents AS d USING (doc)
)
SELECT doc, place, number, piece, sum(length(piece)) OVER (PARTITION BY doc ORDER BY number) - length AS start_char
FROM joined;

CREATE OR REPLACE TEMP TABLE planned_titles AS
SELECT
    d.doc,
    f.phrase,
    f.theme_id,
    length(s.opening) AS start_char,
    s.opening || coalesce(f.phrase, '') || s.closing || if(d.lang = 'en', ': ' || l.en, '：' || l.tc) || ' ' || d.unit AS title
FROM documents AS d
LEFT JOIN planned_mentions AS f ON f.doc = d.doc AND f.place = 1000 AND draw(d.unit, 800) < 0.35
JOIN sentences AS s ON s.use = if(f.doc IS NULL, 'plain_title', 'title') AND s.lang = d.lang AND s.no = pick(d.unit, 801, s.uses)
JOIN places AS l ON l.no = pick(d.unit, 802, getvariable('places'));

CREATE OR REPLACE TEMP TABLE composed AS
WITH bodies AS (SELECT doc, string_agg(piece, '' ORDER BY number) AS body FROM placed GROUP BY doc)
SELECT d.*, t.title, b.body, k.kind, o.bureau_id
FROM documents AS d
JOIN planned_titles AS t USING (doc)
JOIN bodies AS b USING (doc)
JOIN kind_ranks AS k ON k.routine = d.is_routine AND k.rank = pick_skewed(d.unit, 5, k.kinds)
JOIN bureau_ranks AS o ON o.rank = pick_skewed(d.unit, 6, getvariable('bureaux'));
