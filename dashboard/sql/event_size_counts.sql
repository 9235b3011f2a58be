-- Grain: one unit of count in which sizes are stated; `largest` is the greatest number stated.
SELECT unit, count(*) AS sizes, greatest(max(value), max(value_high)) AS largest
FROM size_units
WHERE {units} AND ($size = '' OR unit = $size)
GROUP BY unit
