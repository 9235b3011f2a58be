"""The kinds of releases on a theme: which paragraphs they have and in which order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from story import Draft, Story, joined
from words import Pair, Value, numbers


def compose(story: Story, kind: str, event: Sequence[str]) -> Draft:
    """Compose one release of a kind."""
    values = story.values(event, kind)
    question = str(story.rng.randint(1, 22))
    values["n"] = (question, question)
    paragraphs = tuple(KINDS[kind](story, event, values))
    return Draft(kind, story.pick(story.parts["frames"]["titles"][kind], values), paragraphs)


def _occasion(kind: str) -> Callable[[Story, Sequence[str], dict[str, Value]], list[Pair]]:
    """An event, a visit or a measure: opening, quotes, facts, guests, close."""

    def write(story: Story, event: Sequence[str], values: dict[str, Value]) -> list[Pair]:
        frames, rng = story.parts["frames"], story.rng
        opening = story.pick(frames["open"][kind], values)
        sizes = story.sized(event, values, expected=kind == "preview") if _has_size(story, kind) else []
        early = rng.random() < 0.5
        quotes = frames["quote" if kind == "attends" else "plainquote"]
        first = story.pick(quotes, values if story.lead.name[0] in opening[0] else _introduced(story, values))
        texts = [joined([opening, *sizes]) if early else opening, first, *_scene(story, kind, values)]
        texts += [story.pick(quotes, values), story.pick(frames["more"], values)][: 1 + (rng.random() < 0.75)]
        if rng.random() < 0.5:
            texts.append(story.pick(frames["remark"], values))
        if kind in ("attends", "concluded"):
            texts.append(story.pick(story.parts["programme"][event[0]], values))
        if kind in frames["guests"]:
            texts.append(story.pick(frames["guests"][kind], values))
        if sizes and not early:
            texts.append(joined([*sizes, *_friend(story)]))
        if rng.random() < 0.7 or kind == "preview":
            texts.append(story.pick(frames["close"].get(kind, frames["close"]["announce"]), values))
        return texts

    return write


def _introduced(story: Story, values: Mapping[str, Value]) -> dict[str, Value]:
    """Names the speaker with the office where the opening has not done so."""
    english, chinese = story.lead.full
    return {**values, "short": (english + ",", chinese)}


def _scene(story: Story, kind: str, values: dict[str, Value]) -> list[Pair]:
    """What was seen on a visit, who came along, or what the figures say."""
    frames = story.parts["frames"]
    if kind == "visit":
        return [story.pick(frames["hosts"], values)]
    if kind == "mission":
        return [_delegation(story, values)] if story.rng.random() < 0.5 else []
    return [story.pick(frames["facts"], values)] if kind != "attends" or story.rng.random() < 0.5 else []


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
    texts += [story.pick(frames["bridge"], values), story.pick(frames["remark"], values)]
    texts += [story.pick(frames["body"], values) for _ in range(story.rng.randint(1, 2))]
    return [*texts, story.pick(frames["last"], values)]


def _lcq(story: Story, event: Sequence[str], values: dict[str, Value]) -> list[Pair]:
    frames = story.parts["frames"]["lcq"]
    values["member"] = tuple(story.decks.members.deal())
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
    "mission": _occasion("mission"),
    "speech": _speech,
    "lcq": _lcq,
}
