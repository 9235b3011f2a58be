"""Reports as issues what the two versions of one release were read to say differently."""

from etl.model import Issue
from etl.store import SQL, Store

RUN_ID = "pairs"
_REASON = "found in one language version only: one was misread, or says less: compare the two"


def report_disagreements(store: Store) -> None:
    """Put the disagreements of all pairs, as they stand now, in place of those reported before."""
    rows = store.connection.execute((SQL / "disagreements.sql").read_text(encoding="utf-8")).fetchall()
    store.connection.execute("DELETE FROM issues WHERE run_id = ?", [RUN_ID])
    store.add_issues(
        (Issue(url or pair_id, field, _REASON, found, pair_id) for pair_id, url, field, found in rows), RUN_ID
    )
