"""Reports as issues what the two versions of one release were read to say differently."""

from collections.abc import Iterable

import pyarrow as pa

from etl.model import Issue
from etl.rows import SQL
from etl.store import Store

RUN_ID = "pairs"
_REASON = "found in one language version only: one was misread, or says less: compare the two"


def report_disagreements(store: Store, pair_ids: Iterable[str]) -> None:
    """Put the disagreements of these pairs, as they stand now, in place of those reported before."""
    asked = pa.table({"pair_id": pa.array(sorted(pair_ids), pa.string())})
    rows = store.connection.execute((SQL / "disagreements.sql").read_text(encoding="utf-8")).fetchall()
    store.connection.execute(
        "DELETE FROM issues WHERE run_id = ? AND (release_id IN (SELECT pair_id FROM asked)"
        " OR release_id NOT IN (SELECT pair_id FROM releases))",
        [RUN_ID],
    )
    del asked
    store.add_issues(
        (Issue(url or pair_id, field, _REASON, found, pair_id) for pair_id, url, field, found in rows), RUN_ID
    )
