"""Run one rule that looks at the page alone: no numbers, attributions or names are recognised for it."""

import polars as pl

from tadqiq.model import ARTICLES, ATTRIBUTIONS, NAMES, NUMBERS, empty
from tadqiq.recognise import Mentions
from tadqiq.recognise.quotations import quotations
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary
from tadqiq.verify import ArticleView
from tadqiq.verify.findings import frame as found
from tadqiq.verify.packs import builtin, kind_module

RULES = {rule.code: rule for rule in builtin()}


def frame(*articles):
    rows = [
        {"doc": n, "article_id": str(n), "headline": h, "body": b, "origin": "test", "line": n + 1} for n, (h, b) in enumerate(articles)
    ]
    return pl.DataFrame(rows, schema=dict(ARTICLES))


def view(articles):
    """Show only what these rules look at."""
    made = batch(articles, Vocabulary())
    return ArticleView(
        made, Mentions(numbers=empty(NUMBERS), quotations=quotations(made), attributions=empty(ATTRIBUTIONS), names=empty(NAMES))
    )


def page_findings(code, *articles):
    hits = kind_module(RULES[code].kind).find(view(frame(*articles)), RULES[code])
    names = {n: str(n) for n in range(len(articles))}
    return list(found(hits, RULES, names, names, lambda doc, field: articles[doc][field]).iter_rows(named=True))
