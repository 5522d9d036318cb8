"""Fill reports/html: one file that stands alone, makes no request and works without its script. No markup is written here."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from tadqiq.model import LEVELS, Rule
from tadqiq.resources import room
from tadqiq.verify.duplicates.changes import Caps
from tadqiq.verify.sources.ladder import read
from tadqiq.write import rest as kept
from tadqiq.write.cards import Maker, Sheet
from tadqiq.write.changed import Changed
from tadqiq.write.order import by_article, fairly, family
from tadqiq.write.places import Places
from tadqiq.write.shown import HIDDEN, HIDDEN_IN_MARK, HIDDEN_RANGES, QUOTED, character_name, codepoint, direction, escaped
from tadqiq.write.summary import Summary
from tadqiq.write.wording import Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

PAGE = 500  # findings rendered as markup
_KEPT = 12_000  # findings considered for the compressed blocks
_AROUND, _RELATED = 160, 6  # on the page
_AROUND_KEPT, _RELATED_KEPT = 36, 2  # in the blocks
_CHANGES, _CHANGES_KEPT = Caps(changes=8, words=40, around=6), Caps(changes=3, words=12, around=3)


def html(findings: pl.DataFrame, articles: pl.DataFrame, *, summary: Summary, rules: Mapping[str, Rule], words: Words) -> str:
    """Render the report.

    At most PAGE findings stand in the page itself, rules and articles taking turns; more are kept in compressed blocks, and the
    report says how many of how many it shows and holds.
    """
    shown, rest = fairly(by_article(findings), PAGE)
    of_files = pl.col("doc").is_not_null() | (pl.col("origin") != "")
    totals = dict(findings.filter(of_files).group_by("doc").len().iter_rows())
    sheets = list(_maker(shown, articles, rules, words).sheets(shown, totals))
    rest = rest.head(_KEPT)
    later = list(_maker(rest, articles, rules, words, kept_later=True).sheets(rest, {}))
    blocks = kept.blocks(later)
    style, script = _asset("report.css"), _asset("report.js")
    return _environment(words).get_template("report.html.j2").render(
        summary=summary,
        sheets=sheets,
        families=_families(findings, summary, words),
        levels=LEVELS,
        shown=shown.height,
        blocks=blocks,
        held=shown.height + sum(block.cards for block in blocks),
        data=_for_script(later, words),
        blank=_BLANK,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )  # fmt: skip


def _maker(findings: pl.DataFrame, articles: pl.DataFrame, rules: Mapping[str, Rule], words: Words, *, kept_later: bool = False) -> Maker:
    """Make the maker of the cards of some findings: shorter ones for those that the blocks keep."""
    places = Places(findings, articles)
    around, related, caps = (_AROUND_KEPT, _RELATED_KEPT, _CHANGES_KEPT) if kept_later else (_AROUND, _RELATED, _CHANGES)
    ladders = {} if kept_later else read(articles.filter(pl.col("doc").is_in(findings["doc"].drop_nulls().unique().implode())))
    return Maker(places, rules, words, around, related, Changed(findings, places, rules, caps), ladders)


# The script clones this card; it is rendered by the same template as every other.
_BLANK = {
    **dict.fromkeys(("code", "name", "title", "family", "message", "suggestion", "why", "source", "origin", "fingerprint"), ""),
    **dict.fromkeys(("percent", "more"), 0),
    "level": "info",
    "confidence": "high",
    "status": "new",
    "exhibits": [{"label": "", "place": "", "headline": "", "about": (), "passage": {"before": "", "mark": "", "after": ""}}],
    "changes": {"title": "", "rows": [("", "", "", "")], "notes": [""]},
}


def _families(findings: pl.DataFrame, summary: Summary, words: Words) -> list[dict[str, Any]]:
    """List families with their rules, most first, for the table of counts."""
    named = dict(findings.select("code", "name").unique("code").iter_rows())
    worst = {code: min(levels, key=LEVELS.index) for code, levels in findings.group_by("code").agg(pl.col("level").unique()).iter_rows()}
    table = []
    for letters, count in summary.families.items():
        codes = [code for code in summary.rules if family(code) == letters]
        rows = [{"code": c, "title": words.title(named[c]), "level": worst[c], "count": summary.rules[c]} for c in codes]
        table.append({"code": letters, "title": words.family(letters), "count": count, "rules": rows})
    return table


def _environment(words: Words) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(room("reports") / "html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    made.filters.update(visible=_visible, marked=_marked, plain=escaped, worded=_worded, direction=direction)
    made.globals["words"] = words
    return made


def _visible(text: str, hidden: re.Pattern[str] = HIDDEN) -> Markup:
    """Escape a text and show each of its hidden characters as a chip."""
    from markupsafe import Markup, escape

    if hidden.search(text) is None:
        return escape(text)
    chip = Markup('<span class="chip" dir="ltr" title="{}">{}</span>')
    pieces: list[Markup] = []
    done = 0
    for found in hidden.finditer(text):
        pieces += [escape(text[done : found.start()]), chip.format(character_name(found[0]), codepoint(found[0]))]
        done = found.end()
    return Markup("").join([*pieces, escape(text[done:])])


def _marked(text: str) -> Markup:
    """Show a marked text, in which odd spaces count as hidden too."""
    return _visible(text, HIDDEN_IN_MARK)


def _worded(message: str) -> Markup:
    """Show a message with what it quotes set apart, so that quoted words never reorder the sentence around them."""
    from markupsafe import Markup

    pieces = [
        _visible(piece) if at % 2 == 0 else Markup("<bdi>{}</bdi>").format(_visible(piece))
        for at, piece in enumerate(QUOTED.split(message))
    ]
    return Markup("").join(pieces)


def _for_script(later: list[Sheet], words: Words) -> dict[str, Any]:
    """Collect what the script cannot read from the page."""
    spoken = {key: words.entries[key] for key in ("levels", "statuses", "confidence_words", "more_passages")}
    return {"rules": kept.rules(later), "words": spoken, "hidden": HIDDEN_RANGES}


def _asset(name: str) -> str:
    return (room("reports") / "html" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Name a style or script by its hash, which the page's security policy allows and nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
