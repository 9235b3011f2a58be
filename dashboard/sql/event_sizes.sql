-- Grain: one stated size in one counted release, oldest first. `value` is the number stated, to be read with
-- `qualifier`; `held_on` is null where the text states no day of the event; offsets are code points of the body, or of
-- the title where in_title.
WITH sizes AS (
    SELECT *
    FROM size_units
    WHERE {units} AND ($size = '' OR unit = $size)
)
SELECT
    s.day,
    s.unit_id,
    s.release_id,
    s.lang,
    r.title,
    s.event_type,
    s.value,
    s.value_high,
    s.qualifier,
    s.unit,
    s.subject,
    s.expected,
    s.held_on,
    s.sentence,
    s.start_char,
    s.end_char,
    s.in_title,
    r.url,
    r.source
FROM sizes AS s
JOIN releases AS r USING (doc_no)
ORDER BY s.day, s.unit_id, s.in_title DESC, s.start_char, s.value
