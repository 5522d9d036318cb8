"""Print findings for a person at a terminal, and the same lines plainly into a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from tadqiq.model import LEVELS, Rule
from tadqiq.verify.duplicates.changes import Caps
from tadqiq.write.changed import Changed, told
from tadqiq.write.order import about_run, by_article, fairly
from tadqiq.write.places import Evidence, Places, day, where
from tadqiq.write.shown import clipped, escaped
from tadqiq.write.summary import Summary
from tadqiq.write.wording import Words

if TYPE_CHECKING:
    from tadqiq.write import Look

LIMIT = 50  # findings shown without --all
_AROUND = 55  # code points each side of a mark
_RELATED = 4
_CHANGES = Caps(changes=4, words=24, around=4)
_LONGEST = 400  # code points of a message or suggestion
_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold blue", "mark": "bold underline"}


class Part(NamedTuple):
    """Hold a run of text of one style; `data` runs are isolated from their neighbours on a screen."""

    text: str
    style: str = ""
    data: bool = False


class Line(NamedTuple):
    """Hold one line before it is wrapped."""

    indent: int
    parts: tuple[Part, ...]
    whole: bool = False  # one running text: isolated row by row, not part by part


def terminal(
    findings: pl.DataFrame, articles: pl.DataFrame, *, summary: Summary, rules: Mapping[str, Rule], words: Words, look: Look
) -> Iterator[str]:
    """Yield findings grouped by article, then the counts.

    Without `look.everything` at most LIMIT are shown, rules and articles taking turns, and the last lines say how many are not.
    """
    from tadqiq.write.screen import painter

    paint = painter(look)
    for line in _lines(findings, articles, summary, rules, words, findings.height if look.everything else LIMIT):
        yield paint(line)


def _lines(
    findings: pl.DataFrame, articles: pl.DataFrame, summary: Summary, rules: Mapping[str, Rule], words: Words, limit: int
) -> Iterator[Line]:
    shown, rest = fairly(by_article(findings), limit)
    places = Places(shown, articles)
    changed = Changed(shown, places, rules, _CHANGES)
    yield from _unread(summary, words)
    before: object = ...
    for finding in shown.iter_rows(named=True):
        if (group := (finding["doc"], about_run(finding))) != before:
            before = group
            article = places.articles.get(finding["doc"])
            if article is None:
                yield Line(0, (Part(words("run" if about_run(finding) else "files"), "bold"),))
            else:
                yield from heading(article, words)
        yield from _finding(finding, places, words)
        yield from _changes(finding, changed, words)
        yield Line(0, ())
    yield from _totals(summary, words, shown.height, rest.height)


def heading(article: Mapping[str, Any], words: Words) -> Iterator[Line]:
    """Yield the lines that name an article."""
    yield Line(0, (Part(_flat(article["headline"]) or words("no_headline"), "bold"),), whole=True)
    known = [article["article_id"], article["outlet"], day(article), f"{article['origin']}:{article['line']}"]
    yield Line(2, _joined([Part(_flat(item), "dim", data=True) for item in known if item], " · "))
    yield Line(0, ())


def _finding(finding: Mapping[str, Any], places: Places, words: Words) -> Iterator[Line]:
    own = places.evidence(finding, _AROUND)
    level = finding["level"]
    spot = f"{finding['field']}:{finding['start']}-{finding['end']}" if own else _flat(finding["origin"])
    status = [Part(_flat(finding["status"]), "dim")] if finding["status"] != "new" else []
    place = [Part(spot, "dim")] if spot else []
    head = [Part(level, _STYLES[level]), Part(_flat(finding["code"]), "bold"), Part(_flat(finding["name"])), *place, *status]
    yield Line(2, _joined(head, " "))
    yield Line(4, (Part(_flat(finding[f"message_{words.lang}"])),), whole=True)
    if own:
        yield Line(6, _passage(own), whole=True)
    for other in places.related(finding, _AROUND, _RELATED):
        yield Line(4, (Part(words("against") + ": ", "dim"), Part(_source(other, words), "dim")), whole=True)
        yield Line(6, _passage(other), whole=True)
    hidden = len(finding["related"] or []) - _RELATED
    if hidden > 0:
        yield Line(4, (Part(words("more_passages", n=hidden), "dim"),))
    if finding["suggestion"]:
        yield Line(4, (Part(words("suggestion") + ": ", "green"), Part(_flat(finding["suggestion"]), "green")), whole=True)


def _changes(finding: Mapping[str, Any], changed: Changed, words: Words) -> Iterator[Line]:
    found = changed.of(finding)
    if found:
        field, changes = found
        yield Line(4, (Part(words(f"changes.{field}") + ":", "dim"),))
        yield from (Line(6, (Part(text),), whole=True) for text in told(changes, words))


def _passage(evidence: Evidence) -> tuple[Part, ...]:
    before, mark, after, _ = evidence.passage
    marked = (Part(escaped(mark), "mark"),) if mark else ()
    return (Part(escaped(before)), *marked, Part(escaped(after)))


def _source(evidence: Evidence, words: Words) -> str:
    if evidence.same or evidence.article is None:
        return f"{words('same_article')} · {where(evidence, words)}"
    article = evidence.article
    known = [article["headline"], article["outlet"], day(article), article["article_id"], where(evidence, words)]
    return " · ".join(_flat(item) for item in known if item)


def _totals(summary: Summary, words: Words, shown: int, unseen: int) -> Iterator[Line]:
    if unseen:
        text = f"{words('shown_of', shown=f'{shown:,}', total=f'{shown + unseen:,}')} {words('see_all')}"
        yield Line(0, (Part(text, "bold"),), whole=True)
    yield from _unread(summary, words)
    if summary.skipped:
        yield Line(0, (Part(words("skipped", n=summary.skipped)),))
    counts = [Part(words(f"count_{level}", n=summary.levels[level]), _STYLES[level]) for level in LEVELS if summary.levels[level]]
    total = Part(
        f"{words('findings', n=summary.findings)} {words('in_articles', n=summary.with_findings)}" if summary.findings else words("none")
    )
    yield Line(0, _joined([total, *counts], words("comma")))
    yield Line(0, (Part(words("checked", n=summary.articles, seconds=f"{summary.seconds:.1f}")),))


def _unread(summary: Summary, words: Words) -> Iterator[Line]:
    """Name what could not be read: first, where no one misses it, and again beside the counts."""
    for path in summary.unread:
        yield Line(0, (Part(words("not_read") + ": ", "bold red"), Part(_flat(path), data=True)))


def _flat(text: str) -> str:
    return escaped(clipped(text, _LONGEST))


def _joined(parts: list[Part], mark: str) -> tuple[Part, ...]:
    out: list[Part] = []
    for part in parts:
        out += [Part(mark, "dim"), part] if out else [part]
    return tuple(out)
