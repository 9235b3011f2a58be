"""Tells the role of people under whose eyes or lead something is done: 在署長陳大文、專員李小明陪同下."""

import re

from etl.extract.speakers.sightings import Sighting
from etl.extract.speakers.verbs_tc import TextVerbs
from etl.extract.text import Span
from etl.model import Role

_UNDER = re.compile(r"(?:（[^（）]{0,40}）)?(?:的)?(?P<deed>陪同|見證|監誓|主持|帶領|率領|領導|指揮)(?:之)?下")
_LISTED = re.compile(r"[^。；]{0,160}?(?P<deed>陪同|見證|監誓)(?:之)?下")
_ROLES: dict[str, Role] = {"陪同": "attended", "指揮": "attended", "領導": "named"}
_OPENS = frozenset("（的陪見監主帶率領指")


class Company:
    """Reads the company of one sentence; of a list that 在 begins all have the role that its end tells."""

    def __init__(self, body: str, span: Span, verbs: TextVerbs, deeds: dict[str, Role]) -> None:
        self._body, self._span, self._verbs, self._deeds = body, span, verbs, deeds
        self._end = span.start
        self._role: Role | None = None

    def role_of(self, sighting: Sighting) -> Role | None:
        """Return the role of a person who is company, else None."""
        closes = sighting.closes
        under = _UNDER.match(self._body, closes) if self._body[closes : closes + 1] in _OPENS else None
        if under:
            return _ROLES.get(under["deed"], "officiated")
        if sighting.opens >= self._end and self._body[sighting.opens - 1] == "在":
            self._end, self._role = self._read_list(closes)
        return self._role if sighting.opens < self._end else None

    def _read_list(self, closes: int) -> tuple[int, Role | None]:
        """Return where a list whose first person ends at `closes` ends in 陪同下, with no other deed before."""
        found = _LISTED.match(self._body, closes, self._span.end)
        if found is None:
            return closes, None
        between = self._verbs.find(self._body, Span(closes, found.start("deed")))
        if any(verb.phrase in self._deeds for verb in between):
            return closes, None
        return found.end(), _ROLES.get(found["deed"], "officiated")
