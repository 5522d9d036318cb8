"""Decide at one cue who speaks and what is said, over letters of syntax (see `clauses`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tadqiq.recognise.clauses import head_of
from tadqiq.recognise.cues import IMPERFECT, NOUN, PARTICIPLE, PARTICLE, PHRASE, Cue, ambiguous
from tadqiq.recognise.sources import source_type

_WORD = r"(?:[wdhHRlyz]|-(?=[wdhHR]))"
_QUOTED = r"Q[^QTCu.,]{1,5}Q"
_BRACKET = r"\([^()Tu]{1,8}\)"
_MORE = rf"(?:{_WORD}|{_QUOTED}|{_BRACKET})"
_NAME = rf"(?:-?h[mb]?|-?[wdHRbz]|{_QUOTED}){_MORE}{{0,11}}"
_PLACE = r"(?:p[wdhHRl](?:[wdhHRlzy]|-(?=[wd])){0,6}(?=[TC,.Qtau(]|$))?"
_TITLE_AFTER = rf",R(?:{_MORE}|p(?!b)){{0,12}}(?:,w[wdz-]{{0,4}})?(?=[,TCQ.pt]|$)"  # name, title (, name)
_NAME_AFTER = r"(?<!,),[wz][wdz-]{0,4}(?=[,TCQptx])"  # title, name
_OTHER_AFTER = rf",[dwhH](?:{_WORD}|p){{0,9}}(?:{_QUOTED})?(?=,?[TCQ])"
_SUBJECT = rf"(?:-?R{_MORE}{{0,11}}{_PLACE}(?:{_NAME_AFTER}|{_OTHER_AFTER})?|{_NAME}{_PLACE}(?:{_TITLE_AFTER}|{_OTHER_AFTER})?)"
_AFTER_VERB = re.compile(rf"(?P<skip>(?:[xat]|px)*)(?P<source>{_SUBJECT})")
_AFTER_PARTICLE = re.compile(
    rf"(?P<source>(?:-?h[mb]?|-?[wdHRbleyz]|{_QUOTED}){_MORE}{{0,9}}{_PLACE}(?:{_OTHER_AFTER.replace(',?[TCQ]', 'T')})?)"
)
_BEFORE_VERB = re.compile(
    rf"(?:(?:\^-?|[TKkC]|,(?=[hHR]))(?P<source>(?:h[mb]?|[wdyHRb]|{_QUOTED})(?:{_MORE}|p(?=[wdhHRl])|,(?=[dwRh])){{0,12}}),?K?"
    rf"|p(?P<clause>h[mb]?[wd]{{0,3}}))$"
)
_LEAD = re.compile(rf"{_NAME}(?:p{_WORD}+)*(?:e.*)?")
_SAID = re.compile(r"[TCQ]")
_BY_PREPOSITION = re.compile(r"[,wdhHRlyzxta-]{0,8}[pT]")
_LONG_QUOTE = re.compile(r"C|Q[^Q]{3}")
_IMPERSONAL = frozenset({"يذكر", "ويذكر", "يعتبر", "تعتبر", "ويعتبر", "وتعتبر"})


class Window(NamedTuple):
    """Show a cue with the letters on either side; `before` opens with ^ where the sentence begins in it."""

    token: int
    before: str
    after: str
    headline: bool
    key: Callable[[int], str]  # a token's matching key


class Found(NamedTuple):
    """Hold one attribution as token indexes; -1 where there is none."""

    cue_first: int
    cue_last: int
    cue_class: str
    source_first: int
    source_last: int
    source_type: str
    joined: bool  # the source's first letter may be a ل that belongs to the cue
    content_first: int
    content_last: int


class _Part(NamedTuple):
    first: int
    last: int


def look(window: Window, cue: Cue) -> Found | None:
    """Find the speaker at a cue from the lexicon, or tell that nobody is quoted here (None)."""
    if cue.tense == PARTICLE:
        return _particle(window, cue)
    if cue.tense == PHRASE:
        return _phrase(window, cue)
    if window.before.endswith("n") or (window.before[-2:-1] == "n" and window.before.endswith("K")):
        return None
    if cue.tense in (PARTICIPLE, NOUN):
        if window.key(window.token - 1) == "غير":
            return None
        return _implied(window, cue) if _says(window, cue, 0, stated=False) else None
    return _verb(window, cue)


def colon(window: Window) -> Found | None:
    """Read the lead of a headline, X: …, where X is known to speak."""
    lead = window.before.removeprefix("^")
    if not window.before.startswith("^") or not _LEAD.fullmatch(lead):
        return None
    first = window.token - len(lead)
    words = [window.key(at) for at in range(first, window.token)]
    head, _ = head_of(words[0])
    if head in ("nonsource", "document"):
        return None
    last = window.token - 1
    kind = "" if head in ("", "place") else source_type(words)  # "" asks for a witness in the body
    return Found(window.token, window.token, "colon", first, last, kind, False, window.token + 1, window.token + len(window.after))


def _verb(window: Window, cue: Cue) -> Found | None:
    key = window.key(window.token)
    after = None if cue.purpose else _AFTER_VERB.match(window.after)
    if key in _IMPERSONAL and window.after[:1] in ("T", ""):
        return None
    before = None if cue.joined or cue.object else _BEFORE_VERB.search(window.before)
    source = _choose(window, cue, before, after)
    if source is None:
        return None if cue.object or not _says(window, cue, 0, stated=False) else _implied(window, cue)
    end = source.last - window.token if source.last > window.token else 0
    if ambiguous(key) and not _SAID.match(window.after[end:]):
        return None
    words = [window.key(at) for at in range(source.first, source.last + 1)]
    kind = source_type(words)
    if not (_already_said(window) or _says(window, cue, end, stated=True)) or not _may_speak(cue, words, kind):
        return None
    first = min(window.token, source.first)
    content = _content(window, max(end, 0))
    del first
    return Found(window.token, window.token, cue.cue_class, source.first, source.last, kind, False, *content)


def _choose(window: Window, cue: Cue, before: re.Match[str] | None, after: re.Match[str] | None) -> _Part | None:
    """Prefer the subject after the verb; the one before it where the clause begins with it and the verb follows alone."""
    first = second = None
    if before is not None:
        shift, group = window.token - len(window.before), "source" if before["source"] else "clause"
        first = _Part(shift + before.start(group), shift + before.end(group) - 1)
    if after is not None:
        second = _Part(window.token + 1 + after.start("source"), window.token + after.end("source"))
    if first is None or second is None:
        return first or second
    strong = head_of(window.key(first.first))[0] not in ("", "nonsource")
    weak = head_of(window.key(second.first))[0] in ("", "nonsource")
    lead, follow = window.before[first.first - window.token], window.after[second.first - window.token - 1]
    if cue.tense == IMPERFECT and (strong or (window.headline and weak)):
        return first
    return first if strong and (weak or (lead in "HR" and follow == "h")) else second


def _says(window: Window, cue: Cue, end: int, *, stated: bool) -> bool:
    """Tell whether something said follows, as the cue demands; end  letters of `after` that the source takes."""
    after, needs = window.after, cue.needs
    rest = after[end : end + 12].split(".", 1)[0]
    said = _SAID.search(rest)
    soon = said is not None and said.start() < 7
    if needs == "free":
        return stated or said is not None
    if needs in ("speech", "accuse"):
        return soon or (stated and (len(after.split(".", 1)[0]) > 2 or window.before.endswith(",")))
    if needs in ("to", "on", "from", "about", "as"):
        return _BY_PREPOSITION.match(rest) is not None or (stated and needs == "as" and len(rest) > 1)
    if needs == "that":
        return "T" in rest[:4] or "C" in rest[:3]
    if needs == "quote":
        return _LONG_QUOTE.search(after[end : end + (8 if stated else 6)]) is not None and "T" not in rest[:2]
    if needs == "document":
        return stated and len(after.split(".", 1)[0]) > 2
    return said is not None and (("T" in rest[:4] or said[0] != "T") if stated else said.start() < 4)


def _may_speak(cue: Cue, words: list[str], kind: str) -> bool:
    if cue.needs == "document":
        return kind in ("document", "official_body") and head_of(words[0])[0] == "document"
    return head_of(words[0])[0] != "nonsource" or kind != "document"


def _already_said(window: Window) -> bool:
    """Tell whether what is said stands before the cue: "…" قال, وهو ما أكده."""
    return window.before.endswith(("Q", "Q,", "Q-", "r"))


def _implied(window: Window, cue: Cue) -> Found:
    return Found(window.token, window.token, cue.cue_class, -1, -1, "implied", False, *_content(window, 0))


def _content(window: Window, end: int) -> tuple[int, int]:
    """Point at what is said: after the complementiser to the sentence's end, or the sentence up to the comma before the cue."""
    said = _SAID.search(window.after[end : end + 20])
    length = len(window.after.rstrip("."))
    if said is not None and said.start() < 13:
        first = window.token + 1 + end + said.end() - (1 if said[0] == "Q" else 0)
        return (first, window.token + length) if first <= window.token + length else (-1, -1)
    cut = window.before.rstrip(",")
    if len(cut) < len(window.before) and cut.startswith("^") and len(cut) > 1:
        return window.token - len(window.before) + 1, window.token - len(window.before) + len(cut) - 1
    return -1, -1


def _particle(window: Window, cue: Cue) -> Found | None:
    """Read حسب, وفقا لـ, نقلا عن … and the verb that may stand between them and the source (حسب ما ذكرته)."""
    after, skip = window.after, 0
    if cue.needs in ("from", "upon"):
        if not after.startswith("p"):
            return None
        skip = 1
    if cue.needs == "what":
        skip = 1
    elif after[skip : skip + 1] == "r" and len(after) > skip + 1:
        skip += 2
    if skip and after[skip : skip + 1] == "p" and after[skip - 1] in "uw":  # حسبما جاء في
        skip += 1
    if not skip and _SPEAKING.match(window.key(window.token + 1) if after else ""):
        return Found(window.token, window.token + 1, "particle", -1, -1, "implied", False, *_content(window, 1))
    match = _AFTER_PARTICLE.match(after, skip)
    if match is None:
        return None
    first, last = window.token + 1 + match.start("source"), window.token + match.end("source")
    words = [window.key(at) for at in range(first, last + 1)]
    head, _ = head_of(words[0])
    named = cue.needs == "what" or skip > 1 or head not in ("", "nonsource") or (after[skip] in "wQ" and not words[0].startswith("لل"))
    if head == "nonsource" or not named:
        return None
    joined = cue.needs == "to" and skip == 0 and after[0] in "lewQ"
    return Found(
        window.token, window.token + skip, "particle", first, last, source_type(words), joined, *_content(window, match.end("source"))
    )


_SPEAKING = re.compile(r"(?:تعبير|قول|وصف|راي|اعتقاد)(?:ة|ها|هم|هما)$")


def _phrase(window: Window, cue: Cue) -> Found | None:
    """Read جاء ذلك في بيان للوزارة, and على لسان فلان."""
    if cue.needs == "tongue":
        skip = 0 if window.before.endswith("p") else -1
    else:
        lead = _CAME_IN.match(window.after)
        skip = lead.end() if lead else -1
    match = _AFTER_PARTICLE.match(window.after, skip) if skip >= 0 else None
    if match is None:
        return None
    start, end = match.span("source")
    words = [window.key(window.token + 1 + at) for at in range(start, end)]
    head, _ = head_of(words[0])
    if cue.needs == "in" and not (head in ("document", "social", "media", "agency") or window.after[start] == "b"):
        return None
    if cue.needs == "in" and head != "social" and end - start > 1 and words[1].startswith("ل"):
        start, words = start + 1, words[1:]
    kind = source_type(words) if head != "document" or words[0].startswith("ل") else source_type(words)
    cue_first = window.token - 1 if cue.needs == "tongue" else window.token
    return Found(
        cue_first, window.token + start, cue.cue_class, window.token + 1 + start, window.token + end, kind, False, *_content(window, end)
    )


_CAME_IN = re.compile(r"o?[at]?p(?=[bhH])")
