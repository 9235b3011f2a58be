"""Reference data as rows of the snapshot's tables (see sql/reference.sql)."""

from pathlib import Path
from typing import Any

import opencc

from etl.reference.accuracy import load_accuracy
from etl.reference.kinds import load_kinds
from etl.reference.people import load_office_holders
from etl.reference.themes import load_theme_list

Rows = list[tuple[Any, ...]]


def read_reference_tables(folder: Path) -> dict[str, Rows]:
    """Return the rows of each reference table, in its columns' order."""
    domains, themes = load_theme_list(folder)
    offices, people, tenures = load_office_holders(folder)
    kinds = load_kinds(folder)
    to_simplified = opencc.OpenCC("hk2s").convert
    return {
        "domains": [
            (d.domain_id, d.name_en, d.name_tc, to_simplified(d.name_tc), place) for place, d in enumerate(domains, 1)
        ],
        "themes": [
            (t.theme_id, t.domain_id, t.name_en, t.name_tc, to_simplified(t.name_tc), t.scope, place)
            for place, t in enumerate(themes, 1)
        ],
        "people": [(p.person_id, p.name_en, p.name_tc, True) for p in people],
        "offices": [(o.office_id, o.name_en, o.name_tc) for o in offices],
        "tenures": [(t.person_id, t.office_id, t.start_on, t.end_on, t.source) for t in tenures],
        "kinds": [(k.kind, k.names["en"], k.names["tc"], k.routine) for k in kinds.kinds],
        "accuracy": load_accuracy(folder),
        "bureaux": [(b.bureau_id, b.name_en, b.name_tc) for b in kinds.bureaux],
    }
