"""Find the counts of dead, wounded or others that an article opens with: its news, not its background.

A count is news where it stands among the first paragraphs, beside the word for what happened, in a main clause that does not look back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.model import BODY, Span
from tadqiq.recognise.attributions.clauses import roles
from tadqiq.recognise.numbers.claims import event_names, triggers
from tadqiq.recognise.numbers.context import CUE
from tadqiq.recognise.numbers.context import cues as number_cues
from tadqiq.recognise.quotations import inside, token_ranges
from tadqiq.recognise.tokens import Batch, Ints
from tadqiq.verify.views import ArticleView

SETTINGS: dict[str, Any] = {
    "events": ["killed", "wounded"],
    "paragraphs": 2,  # of the body in which news stands; later ones tell the background
    "near": 4,  # tokens from the word for what happened to the number
}

_KINDS = ("cardinal", "dual")
_PRONOUN = 7  # letters of the longest relative pronoun (واللذين)
_LONG = ("day", "week", "month", "year")
_LOOKS_BACK = tuple(CUE[name] for name in ("past", "ago"))


def tolls(view: ArticleView, settings: Mapping[str, Any]) -> pl.DataFrame:
    """Find such counts: the numbers' columns, `event` (the token of what happened) and `last` (the number's last token)."""
    numbers = view.mentions.numbers
    claims = numbers.filter(
        (pl.col("field") == BODY)
        & pl.col("is_claim")
        & pl.col("event").is_in(settings["events"])
        & (pl.col("modality") == "stated")
        & pl.col("number_kind").is_in(_KINDS)
        & (pl.col("low") > 1)  # واحدة may count times
        & (pl.col("para") < settings["paragraphs"])
    )
    year = (pl.col("number_kind") == "date") & pl.col("text").str.contains(r"\p{Nd}{4}")
    since = (pl.col("number_kind") == "duration") & pl.col("unit_key").is_in(_LONG)  # بعد ثلاثة أيام على هجوم أسفر عن …
    dated = numbers.filter(year | since).select("doc", "field", "sent")
    claims = claims.join(dated, on=["doc", "field", "sent"], how="anti", maintain_order="left")
    if claims.is_empty():
        return claims.with_columns(event=pl.lit(-1), last=pl.lit(-1))
    first, last = token_ranges(view.batch, claims)
    event = _event(view.batch, first, settings)
    kept = (event >= 0) & ~inside(view.batch, view.mentions.quotations)[first]
    return claims.with_columns(event=event, last=last).filter(pl.Series(kept))


def span(batch: Batch, row: dict[str, Any]) -> Span:
    """Point from the word for what happened to what is counted."""
    tokens, last = batch.tokens, row["last"]
    end = int(tokens.end[last])
    after = min(last + 1, len(tokens) - 1)
    text = batch.texts[int(tokens.segment[last])]
    if row["unit"] and text[int(tokens.start[after]) : int(tokens.end[after])] == row["unit"]:
        end = int(tokens.end[after])
    return batch.span(int(tokens.segment[last]), int(tokens.start[row["event"]]), end)


def _definite(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell the words with the article, and those of a charge: the injury (الإصابة) is known already, and المتهم بقتل عشرة too."""
    return np.asarray(words["n2"].str.contains(r"^(?:[وفبك]?(?:ال|لل)|ب(?:قتل|اصاب))").to_numpy())


def _relative(words: pl.DataFrame) -> NDArray[np.bool_]:
    """Tell the relative pronouns that follow a definite noun (الذي, not ما)."""
    found: NDArray[np.bool_] = words["n2"].str.contains("^و?ال").to_numpy().copy()
    places = np.flatnonzero(found)
    short = places[words["n2"].gather(places).str.len_chars().to_numpy() <= _PRONOUN]
    found[:] = False
    found[short[roles(words[short]) == ord("r")]] = True
    return found


def _event(batch: Batch, first: Ints, settings: Mapping[str, Any]) -> Ints:
    """Find the word for what happened closely before each number; -1 unless it is a main clause that does not look back."""
    tokens = batch.tokens
    wanted = [place for place, name in enumerate(event_names()) if name in settings["events"]]
    happened = np.isin(batch.column(triggers), wanted) & ~batch.column(_definite)
    change = (np.diff(tokens.segment) != 0) | (np.diff(tokens.sent) != 0)
    sentence = np.concatenate([[0], np.cumsum(change)])
    back = np.zeros(int(sentence[-1]) + 1, dtype=bool)
    back[sentence[np.isin(batch.column(number_cues), _LOOKS_BACK)]] = True
    marks = np.cumsum(np.isin(batch.column(roles), np.frombuffer(b",C.-", dtype=np.uint8)))
    event = np.full(len(first), -1, dtype=np.int64)
    for distance in range(int(settings["near"]), 0, -1):
        at = np.maximum(first - distance, 0)
        event = np.where(happened[at] & (sentence[at] == sentence[first]) & (marks[at] == marks[first]), at, event)
    # A relative clause (the attack that killed ten) reminds of what is known.
    relatives = np.cumsum(batch.column(_relative))
    reminded = relatives[first] > relatives[np.searchsorted(sentence, sentence[first])]
    return np.where(back[sentence[first]] | reminded, -1, event)
