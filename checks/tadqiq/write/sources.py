"""Show on whom an article rests: a ladder of its sources for a terminal, JSON lines and the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tadqiq.model import BODY, FIELDS, Span
from tadqiq.verify.sources.ladder import Ladder, Resting, Rung
from tadqiq.write.passage import Passage, cut
from tadqiq.write.shown import clipped

if TYPE_CHECKING:
    from tadqiq.write import Look
    from tadqiq.write.terminal import Line
    from tadqiq.write.wording import Words

_AROUND = 40  # code points each side of a claim
_LONGEST = 160  # code points of a statement, a quotation or a name
_ITEMS, _STEPS = 8, 24  # shown of one source, and sources shown of one article


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one thing that rests on a source, as it is shown."""

    kind: str
    place: str
    carried: str  # a note where the source stands in an earlier sentence; else ""
    passage: Passage


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one source as it is shown; `nobody` is the step of what has none."""

    source: str
    source_type: str
    via: str
    count: str
    items: tuple[Item, ...]
    more: int  # things that rest on it and are not shown
    nobody: bool = False


def steps(ladder: Ladder, article: Mapping[str, Any], words: Words) -> tuple[Step, ...]:
    """Word a ladder; the last step holds what rests on nobody."""
    found = [_step(rung, article, words) for rung in ladder.rungs[:_STEPS]]
    if ladder.nobody:
        items = _items(ladder.nobody, article, words)
        found.append(Step(words("sources.nobody"), "", "", "", items, len(ladder.nobody) - len(items), nobody=True))
    return tuple(found)


def _step(rung: Rung, article: Mapping[str, Any], words: Words) -> Step:
    items = _items(rung.rests, article, words)
    kind, count = words(f"sources.types.{rung.source_type}"), words("sources.mentions", n=rung.mentions)
    via = clipped(rung.via or "", _LONGEST)
    return Step(clipped(rung.source, _LONGEST), kind, via, count, items, len(rung.rests) - len(items))


def _items(rests: Sequence[Resting], article: Mapping[str, Any], words: Words) -> tuple[Item, ...]:
    return tuple(_item(one, article, words) for one in rests[:_ITEMS])


def _item(one: Resting, article: Mapping[str, Any], words: Words) -> Item:
    text = article[FIELDS[one.span.field]]
    if one.kind == "claim":
        passage = cut(text, one.span.start, one.span.end, around=_AROUND)
    else:
        whole = cut(text, one.span.start, one.span.end, around=0)
        passage = Passage("", clipped(" ".join(one.text.split()), _LONGEST), "", whole.paragraph)
    place = words("in_paragraph", number=passage.paragraph) if one.span.field == BODY else words("in_headline")
    return Item(words(f"sources.kinds.{one.kind}"), place, words("sources.carried") if one.carried else "", passage)


def rows(articles: Iterable[Mapping[str, Any]], ladders: Mapping[int, Ladder]) -> Iterator[dict[str, Any]]:
    """Yield one object an article: its sources with all that rests on each, and what rests on nobody."""
    for article in articles:
        ladder = ladders[article["doc"]]
        yield {
            "article_id": article["article_id"],
            "headline": article["headline"],
            "sources": [_row(rung) for rung in ladder.rungs],
            "nobody": [_rest(one) for one in ladder.nobody],
        }


def _row(rung: Rung) -> dict[str, Any]:
    told = {"source": rung.source, "source_type": rung.source_type, "via": rung.via, "mentions": rung.mentions}
    return {**told, **_place(rung.span), "rests": [_rest(one) for one in rung.rests]}


def _rest(one: Resting) -> dict[str, Any]:
    return {"kind": one.kind, "carried": one.carried, **_place(one.span), "text": one.text}


def _place(span: Span) -> dict[str, Any]:
    return {"field": FIELDS[span.field], "start": span.start, "end": span.end}


def lines(articles: Iterable[Mapping[str, Any]], ladders: Mapping[int, Ladder], *, words: Words, look: Look) -> Iterator[str]:
    """Yield the ladders for a person."""
    from tadqiq.write.screen import painter

    paint = painter(look)
    for article in articles:
        for line in _ladder(article, ladders[article["doc"]], words):
            yield paint(line)


def _ladder(article: Mapping[str, Any], ladder: Ladder, words: Words) -> Iterator[Line]:
    from tadqiq.write.terminal import Line, heading

    yield from heading(article, words)
    found = steps(ladder, article, words)
    for step in found:
        yield from _lines(step, words)
    if not ladder.rungs:
        yield from _none(words)
    yield Line(0, ())


def _none(words: Words) -> Iterator[Line]:
    from tadqiq.write.terminal import Line, Part

    yield Line(2, (Part(words("sources.none")),))


def _lines(step: Step, words: Words) -> Iterator[Line]:
    from tadqiq.write.shown import escaped
    from tadqiq.write.terminal import Line, Part

    via = f"{words('sources.via')} {escaped(step.via)}" if step.via else ""
    about = [text for text in (step.source_type, via, step.count) if text]
    yield Line(2, (Part(escaped(step.source), "bold", data=True), *(Part(f" · {text}", "dim") for text in about)), whole=True)
    for item in step.items:
        before, mark, after, _ = item.passage
        note = f" ({item.carried})" if item.carried else ""
        lead = Part(f"{item.kind}، {item.place}{note}: " if words.lang == "ar" else f"{item.kind}, {item.place}{note}: ", "dim")
        shown = [Part(escaped(before)), Part(escaped(mark), "mark" if before or after else ""), Part(escaped(after))]
        yield Line(4, (lead, *(part for part in shown if part.text)), whole=True)
    if step.more > 0:
        yield Line(4, (Part(words("more_passages", n=step.more), "dim"),))
