"""Write words with the letters that Arabic joins before them, and tell those letters from the word in raw text."""

from __future__ import annotations

from collections.abc import Iterator

from tadqiq.normalise.alphabet import DROPPED

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
_PRESENT = tuple("يتنا")  # the first letters of a verb that س makes future
_ARTICLE, _MELTED = "ال", "لل"
_INVISIBLE = frozenset(DROPPED)


def joined(word: str) -> Iterator[tuple[str, int]]:
    """Write a word (at matching level) with every joined letter; the number says how many letters stand before the word.

    A word that begins with the article keeps it, one written without takes it on as well. ل and the article are one (للوزير), unless the
    word only looks as if it had one: لألمانيا beside للمدينة.

    >>> [form for form, _ in joined("وزير")][:8]
    ['وزير', 'الوزير', 'بوزير', 'بالوزير', 'لوزير', 'للوزير', 'كوزير', 'كالوزير']
    """
    definite = word.startswith(_ARTICLE)
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            before = conjunction + preposition
            yield before + word, len(before)
            if preposition == "ل":
                yield before + "ل" + word.removeprefix(_ARTICLE), len(before) + 1
            elif not definite:
                yield before + _ARTICLE + word, len(before) + len(_ARTICLE)
        if word.startswith(_PRESENT) and not definite:
            yield conjunction + "س" + word, len(conjunction) + 1


def melted(before: str) -> bool:
    """Tell whether joined letters end in ل and the article in one.

    >>> melted("ولل"), melted("ول")
    (True, False)
    """
    return before.endswith(_MELTED)


def raw_letters(raw: str, count: int) -> int:
    """Count the code points that hold so many letters and the marks behind them.

    >>> raw_letters("وَقال", 1)
    2
    """
    place = 0
    for _ in range(count):
        place += 1
        while place < len(raw) and raw[place] in _INVISIBLE:
            place += 1
    return place
