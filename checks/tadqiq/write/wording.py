"""Speak the reader's language: every sentence of a report comes from reports/wording/<language>.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from tadqiq.errors import UsageError
from tadqiq.resources import room
from tadqiq.write.order import family


def _arabic(n: int) -> str:
    """Choose the CLDR plural category of a count in Arabic."""
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def _english(n: int) -> str:
    """Choose the CLDR plural category of a count in English; zero is kept for a better sentence."""
    return {0: "zero", 1: "one"}.get(n, "other")


_PLURALS: Mapping[str, Callable[[int], str]] = {"ar": _arabic, "en": _english}


class Words:
    """Hold the sentences of one language.

    >>> Words("ar")("findings", n=2)
    'موضعان'
    """

    def __init__(self, lang: str) -> None:
        """Read the sentences of a language, or say which languages there are."""
        self.lang, self.entries = lang, _entries(lang)
        self.direction: str = self.entries["direction"]

    def __call__(self, key: str, *, n: int | None = None, **args: object) -> str:
        """Fill a sentence; a dot leads into a group; `n` chooses its plural form and stands in it with thousands parted."""
        entry: Any = self.entries
        for step in key.split("."):
            entry = entry[step]
        if n is None:
            return str(entry).format(**args)
        forms: Mapping[str, str] = entry
        return forms.get(_PLURALS[self.lang](n), forms["other"]).format(n=f"{n:,}", **args)

    def title(self, name: str) -> str:
        """Name a rule; one that the wording does not know goes by its file name."""
        return str(self.entries["rules"].get(name) or name.replace("-", " ").capitalize())

    def family(self, code: str) -> str:
        """Name the family of a rule's code, or of a family's letters."""
        letters = family(code)
        return str(self.entries["families"].get(letters, letters))


@cache
def _entries(lang: str) -> Mapping[str, Any]:
    import yaml

    known = {file.stem: file for file in (room("reports") / "wording").glob("*.yaml")}
    if lang not in known or lang not in _PLURALS:
        raise UsageError(f"no wording for the language '{lang}'", where="--lang", hint="allowed: " + ", ".join(sorted(known)))
    entries: Mapping[str, Any] = yaml.load(known[lang].read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return entries
