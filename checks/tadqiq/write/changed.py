"""Compare the articles of findings that say two articles are one, so that a report shows what changed, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from tadqiq.model import Rule
from tadqiq.verify.duplicates.changes import Caps, Change, Changes, Wording, compare, wordings
from tadqiq.write.places import Places
from tadqiq.write.shown import escaped
from tadqiq.write.wording import Words

_KIND = "repeated-article"
_FIELDS = {"near": "body", "template": "headline"}  # what is compared, by the relation that a rule looks for


class Changed:
    """Hold the texts that some findings compare; each is cut into words once."""

    def __init__(self, findings: pl.DataFrame, places: Places, rules: Mapping[str, Rule], caps: Caps) -> None:
        """Gather the texts of the findings of such rules."""
        self._caps = caps
        self._fields = {rule.code: _FIELDS[rule.settings["relation"]] for rule in rules.values() if _compares(rule)}
        some = findings.filter(pl.col("code").is_in(list(self._fields)) & (pl.col("related").list.len() > 0))
        wanted = {key for row in some.iter_rows(named=True) for key in self._pair(row)}
        known = sorted((doc, field) for doc, field in wanted if doc in places.articles)
        texts = [places.articles[doc][field] for doc, field in known]
        self._texts: dict[tuple[int, str], Wording] = dict(zip(known, wordings(texts), strict=True))

    def of(self, finding: Mapping[str, Any]) -> tuple[str, Changes] | None:
        """Tell what changed from the first article that a finding is held against, and in which field; None where nothing is compared."""
        if finding["code"] not in self._fields or not finding["related"]:
            return None
        one, two = (self._texts.get(key) for key in self._pair(finding))
        return (self._fields[finding["code"]], compare(one, two, self._caps)) if one and two else None

    def _pair(self, finding: Mapping[str, Any]) -> tuple[tuple[int, str], tuple[int, str]]:
        field = self._fields[finding["code"]]
        return (finding["related"][0]["doc"], field), (finding["doc"], field)


def _compares(rule: Rule) -> bool:
    return rule.kind == _KIND and rule.settings.get("relation") in _FIELDS


def sides(change: Change, words: Words) -> tuple[str, str]:
    """Write what went and what came, each with the count of the words that it was cut by."""
    more = (change.gone_more, change.new_more)
    parts = zip((change.gone, change.new), more, strict=True)
    one, two = (f"{text} … {words('changes.words', n=count)}" if count else text for text, count in parts)
    return one, two


def told(changes: Changes, words: Words) -> Iterator[str]:
    """Write changes a line each for a terminal: words that went in [- -], words that came in {+ +}; then what is not shown."""
    for change in changes.shown:
        gone, new = sides(change, words)
        yield escaped(" ".join(part for part in (change.before, gone and f"[-{gone}-]", new and f"{{+{new}+}}", change.after) if part))
    yield from notes(changes, words)


def notes(changes: Changes, words: Words) -> Iterator[str]:
    """Say in words how much of the changes is not shown, and where nothing but dress changed."""
    if changes.more:
        yield words("changes.more", n=changes.more)
    if changes.cut:
        yield words("changes.cut")
    if not changes.shown and not changes.cut:
        yield words("changes.none")
