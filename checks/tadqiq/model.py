"""Name the values and frames that the stages hand on.

Frames are Polars frames with exactly the columns below. `doc` is the article's row number in the run (it joins frames);
`article_id` is the record's own name and appears only at the edges. `field` is 0 for the headline and 1 for the body.
`start` and `end` are half-open offsets in code points into the raw field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import polars as pl

HEADLINE, BODY = 0, 1
FIELDS = ("headline", "body")
LEVELS = ("error", "warning", "info")  # worst first
Level = Literal["error", "warning", "info"]

Schema = Mapping[str, Any]

LONGEST_BODY = 1_000_000  # code points of a body that are checked; a book has about as many

ARTICLES: Schema = {
    "doc": pl.UInt32,
    "article_id": pl.String,
    "headline": pl.String,  # never null: "" where there is none
    "body": pl.String,  # never null; paragraphs joined by "\n"
    "published_at": pl.String,  # as the record wrote it
    "date": pl.Date,  # the day of published_at; null where it could not be read
    "outlet": pl.String,
    "author": pl.String,
    "section": pl.String,
    "url": pl.String,
    "origin": pl.String,  # the file it came from, as the user named it; "-" for standard input
    "line": pl.UInt32,  # 1-based line or row in that file
}

_SPAN: Schema = {"doc": pl.UInt32, "field": pl.UInt8, "start": pl.UInt32, "end": pl.UInt32, "text": pl.String}
# para and sent count from 0 within the field
_PLACE: Schema = {"para": pl.UInt32, "sent": pl.UInt32}

NUMBERS: Schema = {
    **_SPAN,
    **_PLACE,
    "low": pl.Float64,  # value, or lower end of a range; null where vague or unreadable
    "high": pl.Float64,  # equal to low unless the text states a range
    "number_kind": pl.String,  # cardinal ordinal percent money measure date time score duration age vague identifier dual
    "unit": pl.String,  # counted noun or unit as written; currency code for money
    "unit_key": pl.String,  # the unit's lexicon key (person, dollar, day …) where known: what may be compared
    "qualifier": pl.String,  # exact at_least at_most about; null where it makes no sense
    "is_claim": pl.Boolean,
    "event": pl.String,  # killed wounded … from the trigger lexicon; null where there is none
    "scope": pl.String,  # total, delta or part
    "modality": pl.String,  # stated, likely or negated
}

DATES: Schema = {
    **_SPAN,
    **_PLACE,
    "day": pl.Int8,  # day, month and year as written; null where they are not
    "month": pl.Int8,
    "year": pl.Int16,
    "calendar": pl.String,  # gregorian or hijri; null for days of the week and relative days
    "weekday": pl.Int8,  # 0 is Monday, as in `date.weekday`
    "relation": pl.String,  # today yesterday tomorrow ago … of a relative day; last this next of the rest; null where none is told
    "iso": pl.String,  # as far as it is written: --10-07, 2018, 2018-07-16, 2017/2018, ---25, -W-4; Hijri ones in their own calendar
    "resolved": pl.Date,  # the day meant, by the article's date where it takes one; null where no one day is told
    "first": pl.UInt32,  # start of the first mention of the same day side by side: الخميس 16 يوليو 2015 الموافق 29 رمضان 1436
}

QUOTATIONS: Schema = {**_SPAN, **_PLACE, "open": pl.String, "close": pl.String, "depth": pl.UInt8, "problem": pl.String}
# start and end hold the marks too; close is "" and problem "unbalanced" where the mark has no partner

ATTRIBUTIONS: Schema = {
    **_SPAN,
    **_PLACE,
    "cue": pl.String,
    "cue_start": pl.UInt32,
    "cue_end": pl.UInt32,
    "cue_class": pl.String,  # neutral official stance adverse particle impersonal colon
    "source": pl.String,  # null where only implied
    "source_start": pl.UInt32,
    "source_end": pl.UInt32,
    "source_type": pl.String,  # person official_body agency media social anonymous vague document implied
    "content_start": pl.UInt32,  # what is said, where it could be told; null otherwise
    "content_end": pl.UInt32,
}

NAMES: Schema = {
    **_SPAN,
    **_PLACE,
    "class": pl.String,  # person place organisation
    "key": pl.String,  # the form without clitics and titles, at matching level
    "form": pl.String,  # the form without clitics and titles, as it stands in the text
    "role": pl.String,  # role phrase before it at matching level; null where there is none
    "evidence": pl.String,  # role, outlet, quoted, gazetteer, first-name, surname, glossary
}


class Span(NamedTuple):
    """Point into the raw text of one field of one article."""

    doc: int
    field: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold what a kind found, before wording, level and fingerprint are added."""

    code: str
    span: Span | None  # None where the finding is about the run as a whole
    args: Mapping[str, str] = field(default_factory=dict)  # fills the places of the rule's message
    suggestion: str | None = None
    related: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold what could not be loaded, or was loaded with doubt, at its place in a file."""

    code: str  # an SCH code
    origin: str
    line: int | None = None
    column: int | None = None
    doc: int | None = None  # the article it concerns, where there is one
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one rule as its YAML file states it."""

    code: str
    name: str  # the file's stem
    path: str
    kind: str
    level: Level
    default: bool
    message: Mapping[str, str]
    why: Mapping[str, str]
    source: str
    settings: Mapping[str, Any]
    examples: Mapping[str, Any]
    fix: Literal["", "safe"] = ""  # safe: what it suggests may be written without a person's look


RELATED = pl.List(
    pl.Struct({"doc": pl.UInt32, "article_id": pl.String, "field": pl.String, "start": pl.UInt32, "end": pl.UInt32, "text": pl.String})
)

FINDINGS: Schema = {
    "code": pl.String,
    "name": pl.String,
    "level": pl.String,
    "doc": pl.UInt32,  # null for a problem of a file and for what is said of the run as a whole
    "article_id": pl.String,  # null likewise
    "field": pl.String,  # "headline", "body"; null likewise
    "start": pl.UInt32,
    "end": pl.UInt32,
    "text": pl.String,
    "message_ar": pl.String,
    "message_en": pl.String,
    "suggestion": pl.String,
    "related": RELATED,
    "confidence": pl.Float64,
    "fingerprint": pl.String,
    "status": pl.String,  # new, until baselines and waivers say otherwise
    "origin": pl.String,  # path:line, or path:line:col; "" for what is said of the run as a whole
}


def empty(schema: Schema) -> pl.DataFrame:
    """Make a frame of that schema without rows."""
    return pl.DataFrame(schema=dict(schema))
