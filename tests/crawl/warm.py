"""What a process of `etl` reads when it starts and at its first release: those forked from here have it already."""

from itertools import islice

import pandas as pd  # noqa: F401 — the database reads it with the first table of ours

from etl.engines.local import LocalEngine
from etl.model import Document
from etl.parse import parse_document
from etl.reference.calendar import load_calendar
from etl.settings import Settings
from etl.sources.demo import list_demo_files
from etl.sources.files import read_files

_settings = Settings()
_documents = islice(read_files(list_demo_files(_settings.demo), None), 24)
_anchors = load_calendar(_settings.reference)
_releases = [parse_document(item, _anchors, None) for item in _documents if isinstance(item, Document)]
LocalEngine(_settings.reference, workers=1).extract(_releases)
