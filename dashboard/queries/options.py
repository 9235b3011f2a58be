"""What the filter bar offers: themes by domain, and people found by a part of their name."""

import pandas as pd

from dashboard.snapshot import Snapshot

_THEMES = """
SELECT t.theme_id, t.name_en, t.name_tc, t.name_sc, t.scope, t.domain_id,
    d.name_en AS domain_en, d.name_tc AS domain_tc, d.name_sc AS domain_sc
FROM themes AS t
JOIN domains AS d USING (domain_id)
ORDER BY d.position, t.position
"""
_SPEAKERS = """
SELECT
    p.person_id,
    p.name_en,
    p.name_tc,
    coalesce(nullif(concat_ws(' ', nullif(p.name_en, ''), nullif(p.name_tc, '')), ''), p.person_id) AS label,
    sum(s.spoke + s.officiated + s.attended + s.named)::BIGINT AS appearances
FROM people AS p
JOIN person_years AS s ON s.person_id = p.person_id AND s.scope = 'all'
WHERE
    p.person_id = $person_id
    OR ($person_id = '' AND contains(lower(concat_ws(' ', p.name_en, p.name_tc)), lower($text)))
GROUP BY ALL
ORDER BY appearances DESC, p.person_id
LIMIT $limit
"""


def theme_options(snapshot: Snapshot) -> pd.DataFrame:
    """Return the themes by domain: theme_id, name_en/tc/sc, scope, domain_id, domain_en/tc/sc."""
    return snapshot.keep(("theme_options",), lambda: snapshot.frame(_THEMES))


def speaker_options(snapshot: Snapshot, text: str = "", person_id: str = "", limit: int = 50) -> pd.DataFrame:
    """Return people whose name holds a text, or the one of a person_id, most appearances first.

    Columns: person_id, name_en, name_tc, label (both names), appearances (releases, routine ones
    included, over the whole snapshot).
    """
    asked = {"text": text.strip(), "person_id": person_id, "limit": limit}
    if asked["text"]:
        return snapshot.frame(_SPEAKERS, asked)
    return snapshot.keep(("speaker_options", person_id, limit), lambda: snapshot.frame(_SPEAKERS, asked))
