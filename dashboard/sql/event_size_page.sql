-- Grain: one stated size of a page of them, in the order asked for; columns as in event_sizes. The page is chosen before
-- titles and addresses are read.
WITH page AS MATERIALIZED (
    SELECT *
    FROM size_units
    WHERE {units} AND {counted} AND ($size = '' OR unit = $size)
    ORDER BY {order}
    LIMIT $limit OFFSET $offset
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
FROM page AS s
JOIN releases AS r USING (doc_no)
ORDER BY {order}
