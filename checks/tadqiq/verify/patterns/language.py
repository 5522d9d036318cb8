"""Read the pattern language of rule files into a tree.

A pattern is a row of elements with blanks between them; it is looked for inside one sentence:

    وزير          the word alone, however its hamzas, marks and last letter are written
    +وزير         the word, with joined letters before it or not (و ف ب ل ك س and the article): والوزير، للوزير
    مسؤول*        words that begin so; *سياسي words that end so
    ، : «         a mark stands for itself; "(" and other signs of this language stand between straight double quotation marks
    {number}      a mention, however many words it has: see MENTIONS
    {list:roles}  a word of a lexicon (its column `word`), or of the rule's own `lists`
    {any}         any word, mark or mention; {words 3} up to three of them
    ( a b | c )   one or the other; x? what may be missing
    ^ $           the beginning and the end of the sentence
    [ … ]         what the finding marks, where that is less than the whole; once, not inside ( )

The pattern is matched on a linear-time engine: no pattern, however written, makes a check slow in the square of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tadqiq.verify.patterns.tree import Edge, Either, Gap, Listed, Mention, Node, Pattern, PatternError, Word, needed

MENTIONS = (
    "number",
    "percent",
    "money",
    "duration",
    "age",
    "date",
    "name",
    "person",
    "place",
    "organisation",
    "quotation",
    "cue",
    "source",
)
LONGEST_GAP = 20

_SIGNS = re.compile(r'\s*(?:"(?P<quoted>[^"\s]+)"|(?P<brace>\{[^{}]*\})|(?P<sign>[()\[\]|?^$])|(?P<word>[^\s()\[\]|?^$"{}]+)|(?P<bad>\S))')
_MARKS = "\u064b-\u0652\u0670\u0640"
_ONE_TOKEN = re.compile(rf"(?:[^\W_]|[{_MARKS}])+|\S")
_LONGEST = 2_000
_GAP = re.compile(r"words (\d+)")


class _Sign(NamedTuple):
    sort: str
    text: str
    at: int


def parse(text: str) -> Pattern:
    """Read a pattern; what is no pattern, or could match nothing at all, is a PatternError.

    >>> parse("+وزير [ {name} ]").marked
    (Mention(kind='name'),)
    """
    if len(text) > _LONGEST:
        raise PatternError(
            f"the pattern has {len(text)} characters", _LONGEST, f"at most {_LONGEST}; long lists of words belong into `lists`"
        )
    signs = list(_signs(text))
    if not signs:
        raise PatternError("the pattern is empty", 0, "write at least one word")
    opened, closed = (_bracket(signs, sign) for sign in "[]")
    if (opened is None) != (closed is None) or (opened is not None and closed is not None and closed < opened):
        raise PatternError("[ and ] stand once each, in this order", signs[0].at, "the part between them is what the finding marks")
    whole = (slice(0, 0), slice(0, len(signs)), slice(len(signs), len(signs)))
    if opened is not None and closed is not None:
        whole = (slice(0, opened), slice(opened + 1, closed), slice(closed + 1, len(signs)))
    before, marked, behind = (_sequence(signs[part]) for part in whole)
    if not any(needed(node) for node in marked):
        raise PatternError("the pattern matches where nothing stands", 0, "at least one word or mention must not be optional")
    return Pattern(before, marked, behind)


def _signs(text: str) -> Iterator[_Sign]:
    for found in _SIGNS.finditer(text.rstrip()):
        sort = str(found.lastgroup)
        if sort == "bad":
            raise PatternError(f"'{found['bad']}' has no partner", found.start("bad"), 'write "{" for the sign itself')
        yield _Sign(sort, found[sort], found.start(sort))


def _bracket(signs: list[_Sign], wanted: str) -> int | None:
    places = [n for n, sign in enumerate(signs) if sign.sort == "sign" and sign.text == wanted]
    if len(places) > 1:
        raise PatternError(f"'{wanted}' stands twice", signs[places[1]].at, "one part of a pattern is marked")
    return places[0] if places else None


def _sequence(signs: list[_Sign]) -> tuple[Node, ...]:
    nodes, at = _choice(signs, 0, 0)
    if at < len(signs):
        raise PatternError(f"'{signs[at].text}' has no partner", signs[at].at, 'write ")" for the sign itself')
    return nodes[0] if len(nodes) == 1 else (Either(tuple(nodes)),)


def _choice(signs: list[_Sign], at: int, depth: int) -> tuple[list[tuple[Node, ...]], int]:
    """Read sequences parted by | until a bracket closes or the signs end."""
    if depth > 8:
        raise PatternError("brackets stand more than eight deep", signs[at].at)
    choices: list[tuple[Node, ...]] = []
    row: list[Node] = []
    while at < len(signs):
        sign = signs[at]
        if sign.sort == "sign" and sign.text == ")":
            break
        if sign.sort == "sign" and sign.text == "|":
            choices, row, at = [*choices, tuple(row)], [], at + 1
            continue
        node, at = _item(signs, at, depth)
        row.append(node)
    return [*choices, tuple(row)], at


def _item(signs: list[_Sign], at: int, depth: int) -> tuple[Node, int]:
    sign = signs[at]
    node: Node
    if sign.sort == "sign" and sign.text == "(":
        choices, end = _choice(signs, at + 1, depth + 1)
        if end == len(signs):
            raise PatternError("'(' has no partner", sign.at, 'write "(" for the sign itself')
        node, at = Either(tuple(choices)), end + 1
    elif sign.sort == "sign" and sign.text in "^$":
        return Edge(sign.text), at + 1
    elif sign.sort == "sign":
        raise PatternError(f"'{sign.text}' stands behind nothing", sign.at, f'write "{sign.text}" for the sign itself')
    else:
        node, at = _element(sign), at + 1
    if at < len(signs) and signs[at].sort == "sign" and signs[at].text == "?":
        return (Either(node.choices, optional=True) if isinstance(node, Either) else Either(((node,),), optional=True)), at + 1
    return node, at


def _element(sign: _Sign) -> Node:
    if sign.sort == "brace":
        return _braced(sign)
    text, joined = (sign.text, False) if sign.sort == "quoted" else (sign.text.removeprefix("+"), sign.text.startswith("+"))
    closes, opens = (False, False) if sign.sort == "quoted" else (text.startswith("*"), text.endswith("*"))
    bare = text.strip("*") if opens or closes else text
    if not _ONE_TOKEN.fullmatch(bare):
        raise PatternError(f"'{sign.text}' is more than one word or sign", sign.at, "write blanks between words and signs: غير ، ذلك")
    return Word(bare, joined, opens, closes)


def _braced(sign: _Sign) -> Node:
    """Read what stands between braces."""
    name = sign.text[1:-1].strip()
    joined, name = name.startswith("+"), name.removeprefix("+")
    if name.startswith("list:"):
        return Listed(name.removeprefix("list:").strip(), joined)
    if name == "any":
        return Gap(1, 1)
    if (found := _GAP.fullmatch(name)) and 0 < int(found[1]) <= LONGEST_GAP:
        return Gap(int(found[1]))
    if name in MENTIONS and not joined:
        return Mention(name)
    allowed = ", ".join(MENTIONS)
    raise PatternError(
        f"{sign.text} is not known", sign.at, f"allowed: {allowed}, any, words 1 to words {LONGEST_GAP}, list:NAME, +list:NAME"
    )
