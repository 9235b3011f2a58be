-- What was composed, as a file of releases has it.

SELECT
    release_id AS id,
    lang,
    strftime(published_at, '%Y-%m-%dT%H:%M:%S+08:00') AS published_at,
    title,
    'https://press.example/' || release_id AS url,
    body AS text
FROM composed
ORDER BY doc
