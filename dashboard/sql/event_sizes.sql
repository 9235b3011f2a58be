-- Grain: one stated size in one counted release, oldest first. `value` is the number stated, to be read with
-- `qualifier`; `held_on` is null where the text states no day of the event; offsets are code points of the body, or of
-- the title where in_title.
SELECT
    day,
    unit_id,
    release_id,
    lang,
    title,
    event_type,
    value,
    value_high,
    qualifier,
    unit,
    subject,
    expected,
    held_on,
    sentence,
    start_char,
    end_char,
    in_title,
    url,
    source
FROM size_units
WHERE {units} AND ($size = '' OR unit = $size)
ORDER BY day, unit_id, in_title DESC, start_char, value, release_id, lang
