"""Show a cue with the letters of syntax on either side, and the patterns of what can be a source there (see `clauses`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_WORD = r"(?:[wdhHRlyz]|-(?=[wdhHR]))"
_QUOTED = r"Q[^QTCu.,]{1,5}Q"
_BRACKET = r"\([^()Tu]{1,8}\)"
_MORE = rf"(?:{_WORD}|{_QUOTED}|{_BRACKET})"
_HEAD = r"-?(?:hkw(?=[QTC,.])|h[mb]?|[hH]d?0(?=[dwTC,Q])|H)"  # صحيفة لو باريزيان, وزارة دفاع, القناة الـ12
_NAME = rf"(?:{_HEAD}|-?[wdRbz]|{_QUOTED}){_MORE}{{0,11}}"
_PLACE = r"(?:p[wdhHRl](?:[wdhHRlzy]|-(?=[wd])){0,6}(?=[TC,.Qtaur(]|$))?"
_TITLE_AFTER = rf",R(?:{_MORE}|p(?!b)){{0,12}}(?:,w[wdz-]{{0,4}})?(?=[,TCQ.pt]|$)"  # name, title (, name)
_NAME_AFTER = r"(?<!,),[wz][wdz-]{0,4}(?=[,TCQptx])"  # title, name
_OTHER_AFTER = rf",[dwhH](?:{_WORD}|p){{0,9}}(?:{_QUOTED})?(?=,?[TCQ])"
_SUBJECT = rf"(?:-?R{_MORE}{{0,11}}{_PLACE}(?:{_NAME_AFTER}|{_OTHER_AFTER})?|{_NAME}{_PLACE}(?:{_TITLE_AFTER}|{_OTHER_AFTER})?)"

AFTER_VERB = re.compile(rf"(?P<skip>(?:[xat]|px)*)(?P<source>{_SUBJECT})")
AFTER_PARTICLE = re.compile(
    rf"(?P<source>(?:{_HEAD}|-?[wdRbleyz]|{_QUOTED}){_MORE}{{0,9}}{_PLACE}(?:{_OTHER_AFTER.replace(',?[TCQ]', 'T')})?)"
)
BEFORE_VERB = re.compile(
    rf"(?:(?:\^-?|[TKkC]|,(?=[hHR]))(?P<source>(?:h[mb]?|[wdyHRb]|{_QUOTED})(?:{_MORE}|p(?=[wdhHRl])|,(?=[dwRh])){{0,12}}),?K?"
    rf"|p(?P<paper>h[mb]?[wd]{{0,3}})|(?P<joined>y[dw]{{0,3}}))$"
)
LEAD = re.compile(rf"{_NAME}(?:p(?:{_MORE}|[bm])+)*(?P<addressee>e.*)?")
SAID = re.compile(r"[TCQ]")


class Window(NamedTuple):
    """Show a cue with the letters on either side; `before` opens with ^ where the sentence begins in it."""

    token: int
    before: str
    after: str
    headline: bool
    key: Callable[[int], str]  # a token's matching key

    def keys(self, first: int, last: int) -> list[str]:
        """List the matching keys of a range of tokens."""
        return [self.key(at) for at in range(first, last + 1)]


class Found(NamedTuple):
    """Hold one attribution as token indexes; -1 where there is none."""

    cue_first: int
    cue_last: int
    cue_class: str
    source_first: int
    source_last: int
    source_type: str
    joined: bool  # the source's first letter is a joined one: the ل of the cue, or و before a source that comes first
    content_first: int
    content_last: int


def content(window: Window, end: int) -> tuple[int, int]:
    """Point at what is said: after the complementiser to the sentence's end, or the sentence up to the comma before the cue.

    end  letters of `after` that the source takes.
    """
    said = SAID.search(window.after[end : end + 20])
    length = len(window.after.rstrip("."))
    if said is not None and said.start() < 13:
        first = window.token + 1 + end + said.end() - (1 if said[0] == "Q" else 0)
        return (first, window.token + length) if first <= window.token + length else (-1, -1)
    cut = window.before.rstrip(",")
    if len(cut) < len(window.before) and cut.startswith("^") and len(cut) > 1:
        return window.token - len(window.before) + 1, window.token - len(window.before) + len(cut) - 1
    return -1, -1
