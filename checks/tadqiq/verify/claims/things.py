"""Say of numbers what they count, what one of it is worth, how exactly they are written, and which values they allow."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.normalise import column
from tadqiq.verify.duplicates import words
from tadqiq.verify.duplicates.hashing import strings
from tadqiq.verify.duplicates.sets import HALF

Floats = NDArray[np.float64]
_DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25,
    "decade": 3652.5, "century": 36525.0,
}  # fmt: skip
_TIME = "day"  # lengths of time are compared in days
_SCALES = (1e3, 1e6, 1e9, 1e12)
_ABOUT = 0.1
_FIGURES = r"^[^\p{L}\p{Nd}]*(\p{Nd}+(?:[.,٫]\p{Nd}+)?)"


def things(numbers: pl.DataFrame) -> pl.Series:
    """Give a hash of what each number counts: the unit's lexicon key, else the stem of the noun; 0 where none is written."""
    names = numbers.select("unit", "unit_key").unique(maintain_order=True)
    key = names["unit_key"].replace(dict.fromkeys(_DAYS, _TIME))
    stem = words.stems(pl.DataFrame({"n2": column(names["unit"].fill_null(""), "N2")})) >> HALF
    hashed = np.where(key.is_not_null().to_numpy(), strings(key.fill_null("")) >> HALF, stem).astype(np.uint32)
    known = names.with_columns(thing=hashed)
    joined = numbers.select("unit", "unit_key").join(known, on=["unit", "unit_key"], how="left", nulls_equal=True, maintain_order="left")
    return joined["thing"]


def worth(numbers: pl.DataFrame) -> Floats:
    """Give what one of each number's unit is worth: the days of a length of time, else 1."""
    days = numbers["unit_key"].replace_strict(_DAYS, default=1.0, return_dtype=pl.Float64).fill_null(1.0)
    return np.where((numbers["number_kind"] == "duration").to_numpy(), days.to_numpy(), 1.0)


def steps(numbers: pl.DataFrame) -> tuple[Floats, NDArray[np.bool_]]:
    """Give what the last written digit is worth, and whether it is that of a scale: 1 of 28, 0.1 of 27.8, 100,000 of 1.5 مليون.

    numbers  columns text and low of a NUMBERS frame.
    >>> frame = pl.DataFrame({"text": ["28", "27.8", "1.5 مليون", "خمسة ملايين", "21,500"], "low": [28, 27.8, 1.5e6, 5e6, 21500]})
    >>> steps(frame)[0].tolist()
    [1.0, 0.1, 100000.0, 1000000.0, 100.0]
    """
    value = np.abs(numbers["low"].to_numpy())
    figures = numbers["text"].str.extract(_FIGURES, 1)
    decimals = figures.str.extract(r"[.,٫](.+)", 1).str.len_chars().fill_null(0).to_numpy().astype(np.float64)
    written = figures.str.replace(r"[,٫]", ".").cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.round(np.log10(value / written), 6)
    scaled = np.isfinite(scale) & (scale >= 3) & (scale == np.round(scale))
    scaled &= (decimals != 3) | (scale != 3)  # 21,500: the comma parts thousands
    step = np.where(value != np.floor(value), 10.0**-decimals, np.where((value >= 1000) & (value % 100 == 0), 100.0, 1.0))
    in_words = figures.is_null().to_numpy() & (value > 0)
    for power in _SCALES:
        whole = in_words & (value % power == 0)
        step, scaled = np.where(whole, power, step), scaled | whole
    return np.where(scaled & ~in_words, 10.0 ** np.where(scaled, np.nan_to_num(scale) - decimals, 0), step), scaled


def allowed(numbers: pl.DataFrame, step: Floats, scaled: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Give the least and the most that each number may mean: bounds are open, a scale rounds to half of its last digit."""
    slack = np.where(scaled, step / 2, 0.0)
    low, high = numbers["low"].to_numpy() - slack, numbers["high"].to_numpy() + slack
    about, least, most = ((numbers["qualifier"] == name).fill_null(value=False).to_numpy() for name in ("about", "at_least", "at_most"))
    low = np.where(most, 0.0, np.where(about, np.minimum(low, numbers["low"].to_numpy() * (1 - _ABOUT)), low))
    high = np.where(least, np.inf, np.where(about, np.maximum(high, numbers["high"].to_numpy() * (1 + _ABOUT)), high))
    return low, high
