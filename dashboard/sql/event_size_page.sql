-- Grain: one stated size of a page of them, in the order asked for; columns as in event_sizes. The page is chosen before
-- its sentences are read.
WITH page AS MATERIALIZED (
    SELECT rowid AS place
    FROM size_units
    WHERE {units} AND {counted} AND ($size = '' OR unit = $size)
    ORDER BY {order}
    LIMIT $limit OFFSET $offset
)
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
WHERE rowid IN (SELECT place FROM page)
ORDER BY {order}
