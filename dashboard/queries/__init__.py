"""One typed function a query: (snapshot, filters) → DataFrame; all of them count under the same filters."""

from dashboard.queries.events import (
    SIZE_COLUMNS,
    SizeColumn,
    event_size_counts,
    event_size_page,
    event_size_summary,
    event_sizes,
)
from dashboard.queries.evidence import EvidenceDocument, Proof, evidence
from dashboard.queries.options import speaker_options, theme_options
from dashboard.queries.releases import (
    SORT_COLUMNS,
    ReleaseCount,
    SortColumn,
    phrase_frequency,
    phrase_proofs,
    releases_count,
    releases_over_time,
    releases_table,
)
from dashboard.queries.speakers import appearances_by_role, speaker_appearances, speaker_ranking
from dashboard.queries.themes import theme_frequency, theme_ranking

__all__ = [
    "SIZE_COLUMNS",
    "SORT_COLUMNS",
    "EvidenceDocument",
    "Proof",
    "ReleaseCount",
    "SizeColumn",
    "SortColumn",
    "appearances_by_role",
    "event_size_counts",
    "event_size_page",
    "event_size_summary",
    "event_sizes",
    "evidence",
    "phrase_frequency",
    "phrase_proofs",
    "releases_count",
    "releases_over_time",
    "releases_table",
    "speaker_appearances",
    "speaker_options",
    "speaker_ranking",
    "theme_frequency",
    "theme_options",
    "theme_ranking",
]
