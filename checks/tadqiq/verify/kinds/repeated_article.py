"""Articles repeat each other: the same text, the same article again, one headline template, one event.

`relation` says which. exact: headline and body are equal but for dress (marks, hamza seats, spaces). near: republished, updated, abridged
or taken from the wire under another headline or lead. template: headlines cut to one pattern over different articles; never called a
duplicate. same-event: other words, but one source says the same thing. A body of fewer than twenty words, or one that many headlines share,
means nothing. The finding stands at the headline; for template and same-event at both articles, else at all but the first (by day and id).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, HEADLINE, Hit, Rule, Schema, Span
from tadqiq.verify.duplicates import keys as sketches
from tadqiq.verify.duplicates.changes import Wording, slots, wordings
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.relations import Relations, relations
from tadqiq.verify.duplicates.sets import starts
from tadqiq.verify.views import ArticleView, CollectionView

SCOPE = "collection"
READS = ("attributions",)  # mentions of all articles
SETTINGS: dict[str, Any] = {
    "relation": "exact",  # near, template or same-event
    "days": None,  # that may lie between two articles; articles without a date lie near every day
    "outlets": "any",  # or same, other: of two articles
    "contained": 0.0,  # least share of the shorter body that stands in the other (near)
    "jaccard": 0.0,  # least share of both bodies (near)
}
# What docs/rules.md says of the settings
TOLD = {
    "days": """How many days may lie between two articles; an article without a date lies near every day.
        Bodies more than 3 days apart are never compared, nor sayings more than 2 days apart.""",
    "outlets": """`any`, `same` or `other`. One wire story in two outlets is normal in an aggregate: set `same` there.
        In one newsroom, whose desks or editions may count as outlets, it is a fault: leave `any`.
        Of articles that name no outlet nobody knows whether they share one: only `any` compares them.""",
    "contained": """Near bodies: the least share of the shorter body's three-word runs that stand in the other.
        Below 0.5 only texts that one outlet reprints are looked at, and then their whole has to agree.
        Of 80 findings drawn at random from two collections of news 79 were right at the default. Raise it to 0.8 to see copies alone.""",
    "jaccard": """Near bodies: the least share of the runs of both bodies that they have in common.
        A dispatch cut to a third of its length has 0.3. Raise it to 0.8 to see texts alone that were hardly edited.""",
}
KEYS: dict[str, Schema] = sketches.KEYS
_SHOWN = 5  # related articles of one finding


def keys(view: ArticleView) -> dict[str, pl.DataFrame]:
    """Sketch the articles of a batch."""
    return sketches.keys(view)


def find(view: CollectionView, rule: Rule) -> Iterable[Hit]:
    """Find the articles that stand in the rule's relation to another."""
    related = view.once(relations)
    left, right, share, alike = _pairs(related, rule.settings["relation"])
    kept = _allowed(related, left, right, rule) & (share >= rule.settings["contained"]) & (alike >= rule.settings["jaccard"])
    left, right, share = left[kept], right[kept], share[kept]
    if rule.settings["relation"] in ("template", "same-event"):
        left, right, share = np.concatenate([left, right]), np.concatenate([right, left]), np.concatenate([share, share])
    copies = _copies(related) if rule.settings["relation"] == "near" else {}
    heads = _heads(view, related, left, right) if rule.settings["relation"] == "template" else {}
    for place, others, part in _gathered(left, right, share, copies):
        span, *spans = (_place(view, int(related.order.doc[p])) for p in (place, *others))
        args = {"first": view.articles["article_id"][spans[0].doc], "other": view.text(spans[0]), "percent": str(round(100 * part))}
        if heads:
            args["slots"] = slots(heads[spans[0].doc], heads[span.doc])
        yield Hit(rule.code, span, args, related=tuple(spans))


def _pairs(related: Relations, relation: str) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.float64]]:
    """Give the pairs of a relation, from an article that repeats to one that it repeats, and what they share: of the shorter, of both."""
    if relation == "exact":
        later = np.flatnonzero(related.exact != np.arange(len(related.order)))
        return later, related.exact[later], np.ones(len(later)), np.ones(len(later))
    if relation == "near":
        found = related.near
        pairs = np.concatenate([found.right, found.left]), np.concatenate([found.left, found.right])
        cluster = found.cluster[pairs[0]]
        kept = (cluster == found.cluster[pairs[1]]) & (cluster != pairs[0]) & (related.exact[pairs[0]] == pairs[0])
        shares = (np.concatenate([share, share])[kept] for share in (found.share, found.alike))
        return pairs[0][kept], pairs[1][kept], *shares
    earlier, later = related.template if relation == "template" else related.same_event
    return later, earlier, np.ones(len(later)), np.ones(len(later))


def _allowed(related: Relations, left: Ints, right: Ints, rule: Rule) -> NDArray[np.bool_]:
    kept = np.ones(len(left), dtype=bool)
    if rule.settings["days"] is not None:
        kept &= related.order.days_apart(left, right) <= rule.settings["days"]
    if rule.settings["outlets"] == "same":
        kept &= related.order.one_outlet(left, right)
    elif rule.settings["outlets"] == "other":
        kept &= (related.order.outlet[left] >= 0) & (related.order.outlet[right] >= 0) & ~related.order.one_outlet(left, right)
    return kept


def _gathered(
    left: Ints, right: Ints, share: NDArray[np.float64], copies: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, list[int], float]]:
    """Give each article with those it repeats, the earliest first and its exact copies after it, and what it shares with that one."""
    order = np.lexsort((right, left))
    bounds = np.append(np.flatnonzero(starts(left[order])), len(order))
    for start, stop in pairwise(bounds.tolist()):
        rows = order[start:stop]
        place = int(left[rows[0]])
        others: list[int] = []
        for other in right[rows][:_SHOWN].tolist():
            others += [other, *(copy for copy in copies.get(other, ())[:_SHOWN] if copy not in {place, other})]
        yield place, list(dict.fromkeys(others))[:_SHOWN], float(share[rows[0]])


def _heads(view: CollectionView, related: Relations, left: Ints, right: Ints) -> dict[int, Wording]:
    """Cut the headlines of the pairs into words."""
    docs = np.unique(related.order.doc[np.concatenate([left, right])])
    return dict(zip(docs.tolist(), wordings(view.articles["headline"].gather(docs).to_list()), strict=True))


def _copies(related: Relations) -> dict[int, list[int]]:
    """List the exact copies of each article that has some."""
    copies: dict[int, list[int]] = {}
    for place in np.flatnonzero(related.exact != np.arange(len(related.order))).tolist():
        copies.setdefault(int(related.exact[place]), []).append(place)
    return copies


def _place(view: CollectionView, doc: int) -> Span:
    """Point at an article: its headline, or the first line of its body where it has none."""
    headline = view.articles["headline"][doc]
    if headline:
        return Span(doc, HEADLINE, 0, len(headline))
    return Span(doc, BODY, 0, len(view.articles["body"][doc].split("\n", 1)[0]))
