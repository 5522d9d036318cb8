"""Hold what makes reading numbers quick to the results of doing it plainly."""

import numpy as np
import polars as pl
from polars.testing import assert_frame_equal

from tadqiq.recognise.numbers import numbers, runs
from tadqiq.recognise.numbers.context import Beside, around, shapes
from tadqiq.recognise.tokens import batch
from tadqiq.recognise.vocabulary import Vocabulary

TEXTS = [
    "اشترت البلدية 12 حافلة و30 شاحنة، وزرعت أكثر من ألفي شجرة.",
    "بلغ السعر 3.5 دولار يوم 7 أكتوبر 2023. وباع المتجر 25 كتابا.\nوصل خمسة وعشرون لاعبا",
    "",
    "من 20 إلى 30 متدربا في القاعة الـ12",
]


def make():
    columns = {"doc": range(len(TEXTS)), "headline": [""] * len(TEXTS), "body": TEXTS}
    return batch(pl.DataFrame(columns, schema_overrides={"doc": pl.UInt32}), Vocabulary())


def test_forgetting_every_phrase_changes_no_number(monkeypatch):
    once = numbers(make())
    monkeypatch.setattr(runs, "_MOST_PHRASES", 0)

    assert once.height > 8
    assert_frame_equal(numbers(make()), once)
    assert_frame_equal(numbers(make()), once)


def test_a_phrase_is_parsed_once(monkeypatch):
    numbers(make())
    parsed = []
    monkeypatch.setattr(runs, "parse", lambda *phrase: parsed.append(phrase) or ())

    numbers(make())

    assert not parsed


def test_nothing_is_seen_beyond_the_sentence():
    made = make()
    look, place = around(made), np.arange(len(made.tokens))
    shape, tokens = made.column(shapes), made.tokens

    for distance in (-2, -1, 1, 2):
        said = Beside(look, place, place).says(shapes, distance).tolist()
        for token, answer in enumerate(said):
            other = token + distance
            same = 0 <= other < len(tokens) and (tokens.segment[other], tokens.sent[other]) == (tokens.segment[token], tokens.sent[token])
            assert answer == (shape[other] if same else 0)
