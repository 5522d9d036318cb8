"""Decide at verbs, participles and nouns of saying who speaks and what is said, over letters of syntax (see `clauses`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tadqiq.recognise.attributions.clauses import among
from tadqiq.recognise.attributions.complements import PREPOSITIONS, by_preposition, direct, says, soon
from tadqiq.recognise.attributions.cues import IMPERFECT, NOUN, PARTICIPLE, PERFECT, columns
from tadqiq.recognise.attributions.lines import Line, table
from tadqiq.recognise.attributions.openings import before_verb
from tadqiq.recognise.attributions.places import Bools
from tadqiq.recognise.attributions.sources import AGENCY, BODY, DOCUMENT, IMPLIED, MEDIA, PERSON, VAGUE, source_types
from tadqiq.recognise.attributions.subjects import Phrases, after_verb
from tadqiq.recognise.attributions.windows import Found, Windows, content
from tadqiq.recognise.attributions.words import ACTION, IMPERSONAL, NOT, OTHER_WORD
from tadqiq.recognise.tokens import Ints

Kinds = NDArray[np.int8]


def at_verbs(line: Line, cues: Windows) -> Found:
    """Find the speakers at verbs, participles and nouns of saying."""
    last, previous = cues.before(line), cues.before(line, 2)
    cues = cues.rows(~((last == ord("n")) | ((previous == ord("n")) & (last == ord("K")))))
    verbs = cues.tense(PERFECT, IMPERFECT)
    stated, without = _verbs(line, cues.rows(verbs))
    others = cues.rows(~verbs & cues.tense(PARTICIPLE, NOUN))
    unlike = (others.token > others.start) & line.has(np.maximum(others.token - 1, 0), NOT)
    others = others.rows(~unlike & ~line.has(others.token, OTHER_WORD))
    silent = Windows(*(np.concatenate(pair) for pair in zip(without, others, strict=True)))
    silent = silent.rows(says(line, silent, silent.token + 1, stated=False))
    return Found(*(np.concatenate(pair) for pair in zip(*[stated, _implied(line, silent)], strict=True)))


def _implied(line: Line, cues: Windows) -> Found:
    none = np.full(len(cues.token), -1)
    kinds = np.full(len(none), IMPLIED, dtype=np.int8)
    said = content(line, cues, cues.token + 1)
    return Found(cues.token, cues.token, columns().cue_class[cues.code], none, none, kinds, np.zeros(len(none), dtype=bool), *said)


def _verbs(line: Line, cues: Windows) -> tuple[Found, Windows]:
    """Find the speakers at verbs, and the verbs that may have an implied one."""
    odd = line.has(cues.token, OTHER_WORD) & table("mp")[cues.before(line)]  # عدم ذكر اسمه, في نقل الوقائع
    follows = line.at(cues.token + 1, cues.high)
    odd |= line.has(cues.token, IMPERSONAL) & ((follows == ord("T")) | (cues.token + 1 >= cues.high))
    cues = cues.rows(~odd)
    before, nobody = _before(line, cues)
    after = _after(line, cues)
    source = _choose(line, cues, before, after)
    silent = ~nobody & (source.first < 0) & ~columns().object[cues.code]
    rows = np.flatnonzero(~nobody & (source.first >= 0))
    return _stated(line, cues.rows(rows), Phrases(source.first[rows], source.end[rows])), cues.rows(silent)


def _after(line: Line, cues: Windows) -> Phrases:
    found = after_verb(line, cues.token + 1, cues.high)
    purpose = columns().purpose[cues.code]
    return Phrases(np.where(purpose, -1, found.first), np.where(purpose, -1, found.end))


def _before(line: Line, cues: Windows) -> tuple[Phrases, Bools]:
    """Find subjects before the verbs, and the verbs that have one that says nothing (على معلومات توضح)."""
    found = Phrases(np.full(len(cues.token), -1), np.full(len(cues.token), -1))
    table, nobody = columns(), np.zeros(len(cues.token), dtype=bool)
    rows = np.flatnonzero(~(table.joined | table.object)[cues.code])
    some = cues.rows(rows)
    phrases, lead = before_verb(line, some.start, some.token)
    heads = line.heads[np.maximum(phrases.first, 0)]
    told = line.isin(some.token + 1, some.high, "Tp")
    paper = lead == ord("p")
    silent = paper & ~among("document")[heads] & ~(among("hearsay")[heads] & told)
    joined = (lead == ord("y")) & (among("", "nonsource")[heads] | ~some.tense(IMPERFECT) | ~told)
    nobody[rows] = silent
    found.first[rows], found.end[rows] = np.where(joined, -1, phrases.first), np.where(joined, -1, phrases.end)
    return found, nobody


def _choose(line: Line, cues: Windows, first: Phrases, second: Phrases) -> Phrases:
    """Prefer the subject after the verb; the one before it where the clause begins with it and the verb follows alone."""
    loose = among("", "nonsource")
    strong = ~loose[line.heads[np.maximum(first.first, 0)]]
    weak = loose[line.heads[np.maximum(second.first, 0)]]
    lead, follow = line.letters[np.maximum(first.first, 0)], line.letters[np.maximum(second.first, 0)]
    leads = strong & (weak | (((lead == ord("H")) | (lead == ord("R"))) & (follow == ord("h"))))
    leads |= cues.tense(IMPERFECT) & (strong | (cues.headline & weak))
    chosen = (first.first >= 0) & ((second.first < 0) | leads)
    return Phrases(np.where(chosen, first.first, second.first), np.where(chosen, first.end, second.end))


def _stated(line: Line, cues: Windows, source: Phrases) -> Found:
    """Decide whether the cues with their sources report what was said."""
    first, last = source.first, _cut(line, cues, source) - 1
    end = np.maximum(last + 1, cues.token + 1)
    kinds = source_types(line, first, last + 1)
    wants = line.has(cues.token, OTHER_WORD) | line.has(first, ACTION)
    good = ~wants | soon(line, end, cues.high)
    good &= _reports(line, cues, end, kinds) & _may_speak(line, cues, first, kinds, end)
    cues, first, last, end, kinds = cues.rows(good), first[good], last[good], end[good], kinds[good]
    kinds = np.where(cues.needs("document") & (kinds == PERSON), DOCUMENT, kinds)
    classes_of = columns().cue_class[cues.code]
    named = (line.letters[first] == ord("Q")) & (line.letters[last] == ord("Q")) & columns().feminine[cues.code]
    # ذكرت "الضفة": what is named in quotation marks is no woman
    kinds = np.where(named & (kinds == PERSON), np.where(classes_of == "neutral", MEDIA, BODY), kinds).astype(np.int8)
    joined = (first < cues.token) & (line.letters[first] == ord("y"))
    return Found(cues.token, cues.token, classes_of, first, last, kinds, joined, *content(line, cues, end))


def _cut(line: Line, cues: Windows, source: Phrases) -> Ints:
    """End a source after the verb before a preposition that the verb wants, or before a quotation that is what was said."""
    first, end, behind = source.first, source.end, source.first > cues.token
    wants = cues.needs("cause") | (cues.needs(*PREPOSITIONS) & ~by_preposition(line, end, cues.high))  # أشار الوزير إلى
    stop = line.places("p").next(first + 1)
    cut = np.where(behind & wants & (stop < end), stop, end)
    relay = line.relays.next(first + 1)
    relays = behind & ~wants & cues.needs("claim") & (relay < end)  # نقلت الصحيفة عن القبطان
    cut = np.where(relays, relay, cut)
    rows = np.flatnonzero(behind & ~wants & ~relays)
    opening = line.tails.next(first[rows] + 1)
    rows, opening = rows[opening < end[rows]], opening[opening < end[rows]]
    said = (line.places("Q").next(opening + 1) < end[rows]) & ~soon(line, end[rows], cues.high[rows])
    cut[rows[said]] = opening[said]
    return cut


def _reports(line: Line, cues: Windows, end: Ints, kinds: Kinds) -> Bools:
    """Tell whether the cues with their sources tell what was said."""
    press = (kinds == MEDIA) | (kinds == AGENCY)
    after, claim = end > cues.token + 1, cues.needs("claim")
    last, previous = cues.before(line), cues.before(line, 2)
    aside = (last == ord(",")) | (last == ord("-"))
    said = (last == ord("Q")) | (last == ord("r")) | (aside & (previous == ord("Q")))  # "…" قال, وهو ما أكده
    follows = says(line, cues, end, stated=True)
    named = claim & after & (line.letters[end - 1] == ord("Q")) & line.isin(end, cues.high, "p")  # نقلت "الضفة" عن
    return np.select(
        [
            cues.needs("quote") & columns().object[cues.code],  # نشرته وكالة, but not أصدره المجلس
            claim & after & (press | (kinds == VAGUE)),  # نقلت الصحيفة أول تعليق
        ],
        [press, cues.high > end + 1],
        default=named | said | follows,
    )


def _may_speak(line: Line, cues: Windows, first: Ints, kinds: Kinds, end: Ints) -> Bools:
    """Tell whether a verb of that sort can have such a subject."""
    heads = line.heads[first]
    paper = ((kinds == DOCUMENT) | (kinds == BODY)) & among("document")[heads]
    return np.select(
        [cues.needs("document"), cues.needs("cause") & (heads == 0)],  # ينص المشروع على أن
        [paper | direct(line, end, cues.high), np.zeros(len(first), dtype=bool)],
        default=~among("nonsource")[heads] | (kinds != DOCUMENT),
    )
