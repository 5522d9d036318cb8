"""Tell where the teasers of other stories begin that a page appends to a text.

They are the last paragraphs of a body, of one sentence each, and the first of them shares hardly a word of meaning with the headline and
the text before it. Of a short text nobody can say what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tadqiq.model import BODY, HEADLINE
from tadqiq.verify.kinds._days import Told
from tadqiq.verify.kinds._headlines import Pages
from tadqiq.verify.views import ArticleView

_TEXT = 60  # distinct words of meaning before the teasers
_TEASER = 8  # distinct words of meaning of the first of them
_SHARED = 1 / 8  # of its words, at most


def without_teasers(view: ArticleView, groups: Iterable[list[Told]]) -> list[list[Told]]:
    """Leave out of the dates of each article those that stand in its teasers."""
    groups = list(groups)
    rows = {doc: row for row, doc in enumerate(view.batch.docs.tolist())}
    pages = Pages(view.batch, [rows[group[0].span.doc] for group in groups])
    kept = []
    for group in groups:
        end = _first_teaser(pages, rows[group[0].span.doc])
        kept.append([one for one in group if end is None or one.span.field != BODY or one.para < end])
    return kept


def _first_teaser(pages: Pages, row: int) -> int | None:
    """Give the first paragraph of the body that is a teaser."""
    tokens = pages.batch.tokens
    headline, start, end = (int(place) for place in tokens.first[2 * row + HEADLINE : 2 * row + BODY + 2])
    if start == end:
        return None
    para, sent = tokens.para[start:end], tokens.sent[start:end]
    opens = np.flatnonzero(np.diff(para, prepend=-1))
    ends = np.append(opens[1:], end - start)
    longer = np.flatnonzero(sent[opens] != sent[ends - 1])
    first = max(int(longer[-1]) + 1 if len(longer) else 0, 1)
    if first >= len(opens):
        return None
    known = pages.content(headline, start) | pages.content(start, start + int(opens[first]))
    for a, b in zip(opens[first:].tolist(), ends[first:].tolist(), strict=True):
        words = pages.content(start + a, start + b)
        if len(known) >= _TEXT and len(words) >= _TEASER and len(words & known) <= _SHARED * len(words):
            return int(para[a])
        known |= words
    return None
