"""Decide at one cue who speaks and what is said, over letters of syntax (see `clauses`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tadqiq.recognise.attributions import particles
from tadqiq.recognise.attributions.clauses import head_of, names_action
from tadqiq.recognise.attributions.cues import IMPERFECT, NOUN, PARTICIPLE, PARTICLE, PHRASE, Cue, ambiguous, impersonal
from tadqiq.recognise.attributions.sources import source_type
from tadqiq.recognise.attributions.windows import AFTER_VERB, BEFORE_VERB, SAID, Found, Window, content

_BY_PREPOSITION = re.compile(r"[,wdhHRlyzxtaj-]{0,8}[pT]")
_TO_CAUSE = re.compile(r"m?[,wdhHRlyzxtaj-]{0,8}p")
_LONG_QUOTE = re.compile(r"C|Q[^Q]{3}")
_ASIDE = re.compile(r"(?:,(?:[atwd]|p[^,TCQ.u]{1,6}+){1,8}+){1,3}+(?=,?T)")  # ، في بيان، الخميس، أن
_SOON = re.compile(r"(?:[,atwdbj]|p[^,TCQ.u]{1,6}+){0,7}+[TCQ]")
_TAIL = re.compile(r"(?<!h)Q[^Q]{4,}Q")  # what is said; after a head (صحيفة "…") it is a name
_DIRECT = re.compile(r"p?T|,T")
_WANT_PREPOSITION = frozenset({"to", "on", "from", "about"})
_PRESS = frozenset({"media", "agency"})


class _Part(NamedTuple):
    first: int
    last: int


_NOBODY = _Part(-1, -1)  # a subject that says nothing


def look(window: Window, cue: Cue) -> Found | None:
    """Find the speaker at a cue from the lexicon, or tell that nobody is quoted here (None)."""
    if cue.tense == PARTICLE:
        return particles.particle(window, cue)
    if cue.tense == PHRASE:
        return particles.phrase(window, cue)
    if window.before.endswith("n") or (window.before[-2:-1] == "n" and window.before.endswith("K")):
        return None
    if cue.tense in (PARTICIPLE, NOUN):
        if window.key(window.token - 1) == "غير" or ambiguous(window.key(window.token)):
            return None
        return _implied(window, cue) if _says(window, cue, 0, stated=False) else None
    return _verb(window, cue)


def _verb(window: Window, cue: Cue) -> Found | None:
    key = window.key(window.token)
    if ambiguous(key) and window.before.endswith(("m", "p")):  # عدم ذكر اسمه, في نقل الوقائع
        return None
    after = None if cue.purpose else AFTER_VERB.match(window.after)
    if impersonal(key) and window.after[:1] in ("T", ""):
        return None
    before = None if cue.joined or cue.object else _before(window, cue)
    if before == _NOBODY:
        return None
    source = _choose(window, cue, before, after)
    if source is None:
        return None if cue.object or not _says(window, cue, 0, stated=False) else _implied(window, cue)
    source = _cut(window, cue, source)
    end = max(source.last - window.token, 0)
    words = window.keys(source.first, source.last)
    kind = source_type(words)
    if (ambiguous(key) or names_action(words[0])) and not _SOON.match(window.after, end):
        return None
    if not _reports(window, cue, end, kind) or not _may_speak(window, cue, words, kind, end):
        return None
    if cue.needs == "document" and kind == "person":
        kind = "document"
    if kind == "person" and cue.feminine and _quoted(window, source):  # ذكرت "الضفة": what is named in quotation marks is no woman
        kind = "media" if cue.cue_class == "neutral" else "official_body"
    joined = source.first < window.token and window.before[source.first - window.token] == "y"
    return Found(window.token, window.token, cue.cue_class, source.first, source.last, kind, joined, *content(window, end))


def _cut(window: Window, cue: Cue, source: _Part) -> _Part:
    """End a source after the verb before a preposition that the verb wants, or before a quotation that is what was said."""
    start, end = source.first - window.token - 1, source.last - window.token
    if start < 0:
        return source
    if cue.needs == "cause" or (cue.needs in _WANT_PREPOSITION and not _BY_PREPOSITION.match(window.after, end)):  # أشار الوزير إلى
        stop = window.after.find("p", start + 1, end)
        return source if stop < 0 else source._replace(last=window.token + stop)
    if cue.needs == "claim" and (stop := particles.relay(window, start + 1, end)) >= 0:  # نقلت الصحيفة عن القبطان
        return source._replace(last=window.token + stop)
    said = _TAIL.search(window.after, start + 1, end)
    if said is None or _SOON.match(window.after, end):
        return source
    return source._replace(last=window.token + said.start())


def _reports(window: Window, cue: Cue, end: int, kind: str) -> bool:
    """Tell whether the cue with its source tells what was said."""
    if cue.needs == "quote" and cue.object:  # نشرته وكالة, but not أصدره المجلس
        return kind in _PRESS
    if cue.needs == "claim" and end > 0 and (kind in _PRESS or kind == "vague"):  # نقلت الصحيفة أول تعليق
        return len(window.after) > end + 1
    if cue.needs == "claim" and window.after[end - 1 : end + 1] == "Qp":  # نقلت "الضفة" عن
        return True
    return _already_said(window) or _says(window, cue, end, stated=True)


def _quoted(window: Window, source: _Part) -> bool:
    """Tell whether a source is a name between quotation marks and nothing else."""
    side = window.after if source.first > window.token else window.before
    start = source.first - window.token - 1 if source.first > window.token else len(window.before) - (window.token - source.first)
    return side[start] == "Q" and side[start + source.last - source.first] == "Q"


def _before(window: Window, cue: Cue) -> _Part | None:
    """Find a subject before the verb: the clause begins with it."""
    match = BEFORE_VERB.search(window.before)
    if match is None:
        return None
    group = match.lastgroup or "source"
    shift = window.token - len(window.before)
    part = _Part(shift + match.start(group), shift + match.end(group) - 1)
    head = head_of(window.key(part.first))[0]
    told = window.after[:1] in ("T", "p")
    if group == "paper" and head != "document" and not (head == "hearsay" and told):  # في دراسة أظهرت, but not على معلومات توضح
        return _NOBODY
    if group == "joined" and (head in ("", "nonsource") or cue.tense != IMPERFECT or not told):
        return None
    return part


def _choose(window: Window, cue: Cue, first: _Part | None, after: re.Match[str] | None) -> _Part | None:
    """Prefer the subject after the verb; the one before it where the clause begins with it and the verb follows alone."""
    second = None
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
    """Tell whether something said follows, as the cue demands.

    end  letters of `after` that the source takes; stated  whether there is a source.
    """
    after, needs = window.after, cue.needs
    if stated and (aside := _ASIDE.match(after, end)) is not None:
        end = aside.end()
    rest = after[end : end + 12].split(".", 1)[0]
    said = SAID.search(rest)
    soon = said is not None and said.start() < 7
    if needs == "free":
        return stated or said is not None
    if needs in ("speech", "accuse"):
        return soon or (stated and (len(after.split(".", 1)[0]) > 2 or window.before.endswith(",")))
    if needs in _WANT_PREPOSITION or needs == "as":
        return _BY_PREPOSITION.match(rest) is not None or (stated and needs == "as" and len(rest) > 1)
    if needs == "that":
        return "T" in rest[:4] or "C" in rest[:3]
    if needs == "quote":
        return _LONG_QUOTE.search(after[end : end + (8 if stated else 6)]) is not None and "T" not in rest[:2]
    if needs == "document":
        return stated and len(after.split(".", 1)[0]) > 2
    if needs == "cause":
        return stated and _TO_CAUSE.match(rest) is not None
    if needs == "given":
        return stated and after.startswith("x")
    return said is not None and (("T" in rest[:4] or said[0] != "T") if stated else said.start() < 4)


def _may_speak(window: Window, cue: Cue, words: list[str], kind: str, end: int) -> bool:
    """Tell whether a verb of that sort can have such a subject."""
    head = head_of(words[0])[0]
    if cue.needs == "document":  # ينص المشروع على أن
        return (kind in ("document", "official_body") and head == "document") or _DIRECT.match(window.after, end) is not None
    if cue.needs == "cause" and head == "":
        return False
    return head != "nonsource" or kind != "document"


def _already_said(window: Window) -> bool:
    """Tell whether what is said stands before the cue: "…" قال, وهو ما أكده."""
    return window.before.endswith(("Q", "Q,", "Q-", "r"))


def _implied(window: Window, cue: Cue) -> Found:
    return Found(window.token, window.token, cue.cue_class, -1, -1, "implied", False, *content(window, 0))
