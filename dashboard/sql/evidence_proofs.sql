-- Grain: one proving statement in one of the documents asked for: mentions of the themes asked for, appearances
-- of the person or roles asked for in the role that is counted, and sizes of past events in the unit asked for, or
-- all sizes where one release is asked for.
-- `key` is the theme_id, role or unit; offsets as in the tables of facts.
WITH documents AS (
    SELECT unnest($doc_nos::INTEGER[]) AS doc_no, unnest($unit_nos::INTEGER[]) AS unit_no
),
counted AS (
    SELECT unit_no, person_id, role
    FROM speaker_units
    WHERE scope = $lang AND unit_no IN (SELECT unit_no FROM documents) AND {chosen_people}
),
proofs AS (
    SELECT m.doc_no, 'theme' AS kind, m.theme_id AS key, t.name_en AS label, m.sentence, m.start_char, m.end_char, m.in_title
    FROM theme_mentions AS m
    JOIN themes AS t USING (theme_id)
    WHERE {some_theme} AND m.doc_no IN (SELECT doc_no FROM documents) AND {chosen_themes}
    UNION ALL
    SELECT a.doc_no, 'appearance', a.role, coalesce(nullif(p.name_en, ''), p.name_tc) || ', ' || a.role,
        a.sentence, a.start_char, a.end_char, a.in_title
    FROM appearances AS a
    JOIN documents AS d USING (doc_no)
    JOIN counted AS c ON c.unit_no = d.unit_no AND c.person_id = a.person_id AND c.role = a.role
    JOIN people AS p ON p.person_id = a.person_id
    WHERE {some_person}
    UNION ALL
    SELECT s.doc_no, 'size', s.unit, s.unit, s.sentence, s.start_char, s.end_char, s.in_title
    FROM event_sizes AS s
    WHERE s.doc_no IN (SELECT doc_no FROM documents) AND ($release <> '' OR (s.unit = $size AND NOT s.expected))
)
SELECT *
FROM proofs
QUALIFY row_number() OVER (PARTITION BY doc_no ORDER BY in_title DESC, start_char, kind) <= $most
ORDER BY doc_no, in_title DESC, start_char, kind
