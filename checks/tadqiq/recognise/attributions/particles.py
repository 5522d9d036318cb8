"""Find the source after what is no verb: according-to, it came in a statement, on somebody's tongue, a headline's colon, from."""

from __future__ import annotations

import re

from tadqiq.recognise.attributions.clauses import head_of
from tadqiq.recognise.attributions.cues import Cue
from tadqiq.recognise.attributions.sources import source_type, traits
from tadqiq.recognise.attributions.windows import AFTER_PARTICLE, LEAD, Found, Window, content

_FROM = "عن"
_PRONOUNS = ("ه", "ها", "هم", "هما")
_CAME_IN = re.compile(r"o?[at]?p(?:wp)?(?=[bhH])")


def particle(window: Window, cue: Cue) -> Found | None:
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
    if not skip and after and (manner := _manner(window.key(window.token + 1))):
        if manner == "his":
            return Found(window.token, window.token + 1, "particle", -1, -1, "implied", False, *content(window, 1))
        skip = 1 if len(after) > 1 else 0
    match = AFTER_PARTICLE.match(after, skip)
    if match is None:
        return None
    first, last = window.token + 1 + match.start("source"), window.token + match.end("source")
    words = window.keys(first, last)
    head, _ = head_of(words[0])
    named = cue.needs == "what" or skip > 1 or head not in ("", "nonsource") or (after[skip] in "wQ" and not words[0].startswith("لل"))
    if head == "nonsource" or not named or (len(words) == 1 and len(words[0]) == 1):
        return None
    joined = cue.needs == "to" and skip == 0 and after[0] in "lewQ"
    said = content(window, match.end("source"))
    return Found(window.token, window.token + skip, "particle", first, last, source_type(words), joined, *said)


def _manner(key: str) -> str:
    """Tell "in his words" (حسب تعبيره) from "in the words of" (حسب قول)."""
    words = traits("manner")
    if key in words:
        return "of"
    return "his" if any(key == word + pronoun for word in words for pronoun in _PRONOUNS) else ""


def phrase(window: Window, cue: Cue) -> Found | None:
    """Read جاء ذلك في بيان للوزارة, and على لسان فلان."""
    skip = -1
    if cue.needs == "tongue":
        skip = 0 if window.before.endswith("p") else -1
    elif (lead := _CAME_IN.match(window.after)) is not None:
        skip = lead.end()
    match = AFTER_PARTICLE.match(window.after, skip) if skip >= 0 else None
    if match is None:
        return None
    start, end = match.span("source")
    words = window.keys(window.token + 1 + start, window.token + end)
    head, _ = head_of(words[0])
    if cue.needs == "in" and not (head in ("document", "social", "media", "agency") or window.after[start] == "b"):
        return None
    if cue.needs == "in" and head != "social" and end - start > 1 and words[1].startswith("ل"):
        start, words = start + 1, words[1:]
    cue_first = window.token - 1 if cue.needs == "tongue" else window.token
    first, last = window.token + 1 + start, window.token + end
    return Found(cue_first, window.token + start, cue.cue_class, first, last, source_type(words), False, *content(window, end))


def colon(window: Window) -> Found | None:
    """Read the lead of a headline, X: …, where X is known to speak; its type is "" where the body must bear that out."""
    lead = window.before.removeprefix("^")
    match = LEAD.fullmatch(lead)
    if not window.before.startswith("^") or match is None:
        return None
    first, last = window.token - len(lead), window.token - 1
    words = window.keys(first, last)
    head, _ = head_of(words[0])
    if head in ("nonsource", "document"):
        return None
    kind = "" if head in ("", "place") and not match["addressee"] else source_type(words)
    return Found(window.token, window.token, "colon", first, last, kind, False, window.token + 1, window.token + len(window.after))


def relay(window: Window, start: int, end: int) -> int:
    """Find the preposition after which an outlet names its own source, in letters of `after`; -1 where there is none."""
    places = (at for at in range(start, min(end, len(window.after))) if window.after[at] == "p")
    return next((at for at in places if window.key(window.token + 1 + at) == _FROM), -1)


def relayed(window: Window, cue: Cue, hit: Found) -> Found | None:
    """Find the source from which an outlet has its report: نقلت الصحيفة عن القبطان قوله."""
    end = hit.source_last - window.token
    if cue.needs != "claim" or hit.source_first < window.token or relay(window, end, end + 1) < 0:
        return None
    match = AFTER_PARTICLE.match(window.after, end + 1)
    if match is None:
        return None
    token, first, last = window.token + 1 + end, window.token + 1 + match.start("source"), window.token + match.end("source")
    kind = source_type(window.keys(first, last))
    return Found(token, token, "particle", first, last, kind, False, *content(window, match.end("source")))
