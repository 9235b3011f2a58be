"""The kinds of releases on a theme: which paragraphs they have and in which order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from story import Draft, Story, joined
from words import Pair, Value, numbers


def compose(story: Story, kind: str, event: Sequence[str]) -> Draft:
    """Compose one release of a kind."""
    values = story.values(event, kind)
    question = str(story.rng.randint(1, 22))
    title = story.pick(story.parts["frames"]["titles"][kind], values | {"n": (question, question)})
    return Draft(kind, title, tuple(KINDS[kind](story, event, values)))


def _occasion(kind: str) -> Callable[[Story, Sequence[str], dict[str, Value]], list[Pair]]:
    """An event attended or announced, a visit, a measure: opening, quotes, facts, guests, close."""

    def write(story: Story, event: Sequence[str], values: dict[str, Value]) -> list[Pair]:
        frames, rng = story.parts["frames"], story.rng
        opening = [story.pick(frames["open"][kind], values)]
        sizes = story.sized(event, values, expected=kind == "preview") if _has_size(story, kind) else []
        early = rng.random() < 0.5
        quotes = frames["quote" if kind == "attends" else "plainquote"]
        if "{lead}" not in _used_open(story, kind):
            values["short"] = values["lead"]
        first = story.pick(quotes, values)
        values["short"] = story.lead.short
        rest = [first, story.pick(quotes, values), story.pick(frames["more"], values)]
        texts = [joined([*opening, *(sizes if early else [])]), first]
        if kind == "visit":
            texts.append(story.pick(frames["visits"], values))
            if rng.random() < 0.4:
                texts.append(_delegation(story, values))
        elif kind in ("announce", "welcome"):
            texts.append(story.pick(frames["facts"], values))
        texts += rest[1 : 2 + (rng.random() < 0.75)]
        if kind in ("attends", "visit"):
            texts.append(story.pick(frames["guests"][kind], values))
        if sizes and not early:
            texts.append(joined([*sizes, *_friend(story)]))
        if rng.random() < 0.7 or kind == "preview":
            texts.append(story.pick(frames["close"].get(kind, frames["close"]["announce"]), values))
        return texts

    return write


def _used_open(story: Story, kind: str) -> str:
    """The opening template that was drawn, in small letters."""
    return next(e[0].lower() for e in story.parts["frames"]["open"][kind] if e[0] in story.used)


def _has_size(story: Story, kind: str) -> bool:
    odds = {"attends": 0.82, "preview": 0.8, "concluded": 1.0}
    return story.rng.random() < odds.get(kind, 0.0)


def _friend(story: Story) -> list[Pair]:
    """Sometimes a number that is no event size: a capacity, a quota, beneficiaries."""
    if story.rng.random() > 0.35:
        return []
    return [numbers(story.rng.choice(story.parts["sizes"]["friends"]), story.rng)]


def _delegation(story: Story, values: dict[str, Value]) -> Pair:
    number = story.rng.randint(16, 84)
    values["size"] = (str(number), str(number))
    return story.pick(story.parts["frames"]["delegation"], values)


def _speech(story: Story, event: Sequence[str], values: dict[str, Value]) -> list[Pair]:
    frames = story.parts["frames"]["speech"]
    texts = [story.pick(frames[part], values) for part in ("open", "greet", "first")]
    if story.rng.random() < 0.5:
        texts += story.sized(event, values, frame="speech")
    texts += [story.pick(frames["body"], values) for _ in range(2)]
    texts += [story.pick(frames["bridge"], values), story.pick(frames["body"], values)]
    return [*texts, story.pick(frames["last"], values)]


def _lcq(story: Story, event: Sequence[str], values: dict[str, Value]) -> list[Pair]:
    frames = story.parts["frames"]["lcq"]
    values["member"] = tuple(story.rng.choice(story.parts["guests"]["legco"]))
    values["mode"] = tuple(story.rng.choice(frames["modes"]))
    texts = [story.pick(frames["open"], values), ("Question:", "問題：")]
    texts += [story.pick(frames[part], values) for part in ("ask", "parts", "parts2")]
    texts += [("Reply:", "答覆：")]
    texts += [story.pick(frames[part], values) for part in ("reply", "body1", "body2", "body3")]
    return [*texts, story.pick(frames["more"], values)] if story.rng.random() < 0.6 else texts


KINDS: Mapping[str, Any] = {
    "attends": _occasion("attends"),
    "preview": _occasion("preview"),
    "concluded": _occasion("concluded"),
    "announce": _occasion("announce"),
    "welcome": _occasion("welcome"),
    "visit": _occasion("visit"),
    "speech": _speech,
    "lcq": _lcq,
}

