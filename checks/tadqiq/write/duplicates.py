"""Write clusters of articles that repeat each other for people: a heading a cluster, a line an article, and under it what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tadqiq.verify.duplicates.changes import Change, Changes
from tadqiq.write.changed import told
from tadqiq.write.shown import clipped, escaped
from tadqiq.write.wording import Words

_ARTICLES = 12  # of a cluster that are named
_LONGEST = 120  # code points of an id, a headline or an outlet


def table(rows: Iterable[Mapping[str, Any]], words: Words) -> Iterator[str]:
    """Write clusters, as `verify.duplicates.lists` gives them.

    Words that went stand in [- -], words that came in {+ +}, as in the terminal's findings.
    """
    for row in rows:
        days = " – ".join(dict.fromkeys(row[name] for name in ("from", "to") if name in row))
        known = [
            words(f"duplicates.{row['kind']}"),
            words("duplicates.articles", n=row["size"]),
            days,
            words.entries["comma"].join(row["outlets"]),
        ]
        yield f"{' · '.join(_short(item) for item in known if item)}\n  {_short(row['headline']) or words('no_headline')}\n"
        changes = {one["article"]: one for one in row.get("changes", ())}
        for article in row["articles"][:_ARTICLES]:
            yield f"    {_short(article)}\n"
            if article in changes:
                yield from (f"      {line}\n" for line in told(_read(changes[article]), words))
        hidden = row["size"] - _ARTICLES
        if hidden > 0:
            yield f"    {words('duplicates.hidden', n=hidden)}\n"
        yield "\n"


def _short(text: str) -> str:
    return escaped(clipped(text, _LONGEST))


def _read(row: Mapping[str, Any]) -> Changes:
    """Read changes as the list writes them."""
    texts = ((one.get("before", ""), one.get("gone", ""), one.get("new", ""), one.get("after", "")) for one in row["words"])
    cut = ((one.get("gone_more", 0), one.get("new_more", 0)) for one in row["words"])
    return Changes(tuple(Change(*text, *more) for text, more in zip(texts, cut, strict=True)), row["more"])
