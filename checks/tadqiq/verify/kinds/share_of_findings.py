"""Too large a share of the articles has findings of certain rules.

The rules are named by their codes, and run for this kind alone where nobody asked for them; what they find is then counted and not
shown. The finding is about the run as a whole and has no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from tadqiq.model import FIELDS, Hit, Rule, Span
from tadqiq.verify.kinds import _run_share
from tadqiq.verify.views import RunView

SCOPE = "run"
SETTINGS: dict[str, Any] = {
    **_run_share.SETTINGS,
    "codes": [],  # of the rules whose findings are counted; prefixes are not known
}


def measured(rule: Rule) -> Sequence[str]:
    """Name the rules whose findings are counted."""
    codes: Sequence[str] = rule.settings["codes"]
    return codes


def find(view: RunView, rule: Rule) -> Iterable[Hit]:
    """Find that too many articles have such findings."""
    found = view.findings.filter(pl.col("code").is_in(rule.settings["codes"]) & pl.col("doc").is_not_null())
    found = found.sort("article_id", "field", "start", "end", descending=[False, True, False, False])
    firsts = found.unique("doc", keep="first", maintain_order=True)
    passages = [
        Span(doc, FIELDS.index(field), start, end)
        for doc, field, start, end in firsts.head(rule.settings["shown"]).select("doc", "field", "start", "end").iter_rows()
    ]
    yield from _run_share.over(rule, firsts.height, view.articles.height, passages)
