-- What the English and Chinese versions of one release were read to say differently: the cheapest error finder there
-- is, though a version may also truly leave something out.
-- Grain: one field of one of the pairs in `asked`; `found` lists what only one version has. People outside the reference
-- have no identity across scripts and are not compared.

WITH paired AS (
    SELECT release_id, lang, pair_id, url, kind, bureau_id
    FROM releases JOIN asked USING (pair_id)
    WHERE pair_certainty IS NOT NULL
),
stated AS (
    SELECT 'theme' AS field, release_id, lang, theme_id AS what FROM theme_mentions SEMI JOIN paired USING (release_id, lang)
    UNION
    SELECT 'appearance', release_id, lang, person_id || ' (' || role || ')'
    FROM appearances SEMI JOIN paired USING (release_id, lang) WHERE NOT starts_with(person_id, lang || ':')
    UNION
    SELECT 'event_size', release_id, lang,
        concat(format('{:.0f}', value), format('–{:.0f}', value_high), ' ', unit, ' (', qualifier, ')')
    FROM event_sizes SEMI JOIN paired USING (release_id, lang)
    UNION
    SELECT 'kind', release_id, lang, kind FROM paired
    UNION
    SELECT 'bureau', release_id, lang, bureau_id FROM paired WHERE bureau_id <> ''
),
one_sided AS (
    SELECT pair_id, field, what, min(lang) AS lang
    FROM stated JOIN paired USING (release_id, lang)
    GROUP BY pair_id, field, what
    HAVING count(*) = 1
)
SELECT o.pair_id, p.url, o.field, string_agg(o.lang || ': ' || o.what, '; ' ORDER BY o.lang, o.what) AS found
FROM one_sided AS o
JOIN paired AS p ON p.release_id = o.pair_id AND p.lang = 'en'
GROUP BY o.pair_id, p.url, o.field
ORDER BY o.pair_id, o.field
