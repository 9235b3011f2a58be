-- Chance that is drawn from a number: for one number and salt always the same.

CREATE OR REPLACE TEMP MACRO draw(number, salt) AS (hash(number::BIGINT * 8192 + salt) >> 11)::DOUBLE / 9007199254740992;
CREATE OR REPLACE TEMP MACRO pick(number, salt, choices) AS floor(draw(number, salt) * choices)::BIGINT;
-- The first choice is drawn most: one in ten where there are a hundred.
CREATE OR REPLACE TEMP MACRO pick_skewed(number, salt, choices) AS floor(draw(number, salt) ** 2 * choices)::BIGINT;
-- From one to `most`, few oftener than many.
CREATE OR REPLACE TEMP MACRO count_up(number, salt, mean, most) AS
    least(most, 1 + floor(-mean * ln(1 - draw(number, salt))))::BIGINT;
