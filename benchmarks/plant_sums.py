"""Break one value of sums that are right in real articles, and count how many of these faults the rules find.

usage: plant_sums.py NEWS... [--most 60] [--seed 1] [--output FILE]

NEWS are files or folders of articles. "checked and right" counts the sums that a rule did over and that fitted; of each some are drawn,
one figure of each is broken, and the article is checked again. A figure is doubled or cut to a third; the values of NUM011 change places, a
part of NUM007 becomes larger than its whole, a share of NUM012 becomes 99, a bound of NUM009 is passed seven times.
"""

import argparse
import random
import re
import sys
from pathlib import Path

import polars as pl

RULES = ("NUM007", "NUM009", "NUM010", "NUM011", "NUM012", "NUM013", "NUM014")
BATCH = 1600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--most", type=int, default=60, help="faults to plant of each rule")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()

    from tadqiq.load import load
    from tadqiq.verify.packs import builtin

    rules = {rule.code: rule for rule in builtin() if rule.code in RULES}
    articles = load(options.news).articles
    right, wrong = sums(articles, rules)
    chance = random.Random(options.seed)
    lines = ["| code | name | checked and right | reported | planted | found |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for code, rule in rules.items():
        drawn = chance.sample(right[code], min(options.most, len(right[code])))
        planted, found = plant(articles, rule, drawn, chance)
        share = f"{found} ({found / planted:.2f})" if planted else "-"
        lines.append(f"| {code} | {rule.name} | {len(right[code]):,} | {wrong[code]:,} | {planted:,} | {share} |")
    text = "\n".join(lines)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    print(text)


def checked(articles, rule):
    """Do all sums of one rule over in some articles."""
    from tadqiq.recognise import recognise
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.packs import kind_module
    from tadqiq.verify.views import ArticleView

    made = batch(articles)
    return list(kind_module(rule.kind).checks(ArticleView(made, recognise(made)), rule.settings))


def sums(articles, rules):
    """Gather the sums that fit, and count those that do not."""
    from tadqiq.recognise import recognise
    from tadqiq.recognise.tokens import batch
    from tadqiq.verify.packs import kind_module
    from tadqiq.verify.views import ArticleView

    right, wrong = {code: [] for code in rules}, dict.fromkeys(rules, 0)
    for start in range(0, articles.height, BATCH):
        made = batch(articles[start : start + BATCH])
        view = ArticleView(made, recognise(made))
        for code, rule in rules.items():
            for check in kind_module(rule.kind).checks(view, rule.settings):
                if check.fits:
                    right[code].append(check)
            wrong[code] += len(list(kind_module(rule.kind).find(view, rule)))
        print(f"\r{start}/{articles.height}", end="", file=sys.stderr)
    return right, wrong


def plant(articles, rule, drawn, chance):
    """Break each drawn sum in a copy of its article, and count the faults and those that are found."""
    planted = found = 0
    for check in drawn:
        spans = [span for span in (check.span, *check.related) if span.doc == check.span.doc and span.field == check.span.field]
        article = articles.filter(pl.col("doc") == check.span.doc)
        field = "body" if check.span.field else "headline"
        broken = break_one(article[field][0], spans, rule.code, chance)
        if broken is None:
            continue
        planted += 1
        again = article.with_columns(pl.lit(broken).alias(field))
        found += any(not other.fits for other in checked(again, rule))
    return planted, found


def break_one(text, spans, code, chance):
    """Write another figure in one of the places of a sum; None where none of them has a figure that can be broken."""
    places = [(span, match) for span in spans for match in re.finditer(r"\d+(?:[.,٫]\d+)?", text[span.start : span.end])]
    if code == "NUM011":
        first, second = sorted(spans)
        one, other = text[first.start : first.end], text[second.start : second.end]
        return text[: first.start] + other + text[first.end : second.start] + one + text[second.end :]
    if code == "NUM007" and len(spans) == 2:
        return replaced(text, places[-1], "9" + "0" * len(places[0][1][0])) if len(places) == 2 else None
    if code in ("NUM013", "NUM014"):
        places = [(span, match) for span, match in places if len(match[0]) < 4]
    places = places[:1] if code == "NUM009" else places
    if not places:
        return None
    span, match = chance.choice(places)
    figure = match[0].replace("٫", ".").replace(",", ".")
    decimals = len(figure.partition(".")[2])
    factor = {"NUM009": 7.0, "NUM013": 1.5}.get(code, chance.choice((2.0, 1 / 3)))
    broken = "99" if code == "NUM012" else f"{float(figure) * factor:.{decimals}f}"
    return None if broken == match[0] else replaced(text, (span, match), broken)


def replaced(text, place, figure):
    span, match = place
    return text[: span.start + match.start()] + figure + text[span.start + match.end() :]


if __name__ == "__main__":
    main()
