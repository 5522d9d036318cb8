"""Say what went wrong, where, what is allowed and what to do.

TadqiqError
├── InputError        an article source that cannot be read at all
├── MappingError      a table whose columns do not hold articles
├── RoomError         rules/ or reports/ are not where the program looks for them
├── LexiconError      a lexicon line that breaks its format        (path:line)
├── RulePackError     a rule file that breaks its format           (path:line:col)
├── GlossaryError     a house-style file that breaks its format    (path:line:col)
└── UsageError        command-line words that do not fit together
"""

from __future__ import annotations

from collections.abc import Sequence


class TadqiqError(Exception):
    """Carry one clear sentence, the place it speaks of, and the way out.

    >>> print(LexiconError("two forms in one cell", where="cues.tsv:3", hint="write one form a line"))
    cues.tsv:3: two forms in one cell
      hint: write one form a line
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        """Keep the three parts apart, so that every output can lay them out in its own way."""
        self.message, self.where, self.hint = message, where, hint
        super().__init__(message, where, hint)

    def __str__(self) -> str:
        """Join place, sentence and hint for a terminal."""
        line = f"{self.where}: {self.message}" if self.where else self.message
        return f"{line}\n  hint: {self.hint}" if self.hint else line

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way home from a worker process."""
        return _rebuild, (type(self), self.message, self.where, self.hint)


def _rebuild(kind: type[TadqiqError], message: str, where: str, hint: str) -> TadqiqError:
    return kind(message, where=where, hint=hint)


class InputError(TadqiqError):
    """Report a source of articles that cannot be read at all."""


class MappingError(TadqiqError):
    """Report a table whose columns do not hold articles."""


class RoomError(TadqiqError):
    """Report that a data room is missing from the installation."""


class LexiconError(TadqiqError):
    """Report a lexicon line that breaks its format."""


class RulePackError(TadqiqError):
    """Report a rule file that breaks its format."""


class GlossaryError(TadqiqError):
    """Report a house-style glossary that breaks its format."""


class UsageError(TadqiqError):
    """Report command-line words that do not fit together."""


def allowed(word: str, words: Sequence[str]) -> str:
    """Word a hint: what may have been meant, and what is allowed.

    >>> allowed("eror", ["error", "warning"])
    "did you mean 'error'? allowed: error, warning"
    """
    return " ".join([*meant(word, words), "allowed: " + ", ".join(words)])


def meant(word: str, words: Sequence[str]) -> list[str]:
    """Ask whether the word most like a misspelt one was meant, where one is like it."""
    import difflib

    return [f"did you mean '{near}'?" for near in difflib.get_close_matches(word, words, 1)]
