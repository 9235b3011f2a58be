-- Grain: one proving statement in one of the documents asked for: mentions of the themes asked for, appearances
-- of the person or roles asked for in the role that is counted, and sizes of past events in the unit asked for, or
-- all sizes where one release is asked for.
-- `key` is the theme_id, role or unit; offsets as in the tables of facts.
WITH documents AS (
    SELECT unnest($release_ids::VARCHAR[]) AS release_id, unnest($langs::VARCHAR[]) AS lang,
        unnest($unit_ids::VARCHAR[]) AS unit_id
),
proofs AS (
    SELECT m.release_id, m.lang, 'theme' AS kind, m.theme_id AS key, t.name_en AS label, m.sentence,
        m.start_char, m.end_char, m.in_title
    FROM theme_mentions AS m
    JOIN documents AS d USING (release_id, lang)
    JOIN themes AS t USING (theme_id)
    WHERE list_contains($themes, theme_id)
    UNION ALL
    SELECT a.release_id, a.lang, 'appearance', a.role, coalesce(nullif(p.name_en, ''), p.name_tc) || ', ' || a.role,
        a.sentence, a.start_char, a.end_char, a.in_title
    FROM appearances AS a
    JOIN documents AS d USING (release_id, lang)
    JOIN people AS p USING (person_id)
    JOIN (SELECT unit_id, person_id, role FROM speaker_units WHERE {units} AND {chosen_people}) AS counted
        ON counted.unit_id = d.unit_id AND counted.person_id = a.person_id AND counted.role = a.role
    WHERE $people_asked
    UNION ALL
    SELECT s.release_id, s.lang, 'size', s.unit, s.unit, s.sentence, s.start_char, s.end_char, s.in_title
    FROM event_sizes AS s
    JOIN documents AS d USING (release_id, lang)
    WHERE $release <> '' OR (s.unit = $size AND NOT s.expected)
)
SELECT *
FROM proofs
QUALIFY row_number() OVER (PARTITION BY release_id, lang ORDER BY in_title DESC, start_char, kind) <= $most
ORDER BY release_id, lang, in_title DESC, start_char, kind
