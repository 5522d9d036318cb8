"""Pack the findings past the first page into the report's one file: compressed blocks that its script opens on demand."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from tadqiq.write.cards import Card, Sheet

_BLOCK = 500  # findings a block
_ROOM = 1_300_000  # characters of all blocks together: the file stays one that a desk can mail
_OF_RULE = ("name", "title", "family", "why", "source")  # said once a rule, not once a card


class Block(NamedTuple):
    """Hold some findings as gzip in base64."""

    cards: int
    data: str


def blocks(sheets: Sequence[Sheet]) -> list[Block]:
    """Pack cards until the room is full; what no longer fits is the caller's to report, by the sum of `cards`."""
    packed: list[Block] = []
    room = _ROOM
    for part in _parts(sheets):
        block = Block(sum(len(sheet.cards) for sheet in part), _pack(part))
        room -= len(block.data)
        if room < 0:
            break
        packed.append(block)
    return packed


def rules(sheets: Sequence[Sheet]) -> dict[str, dict[str, str]]:
    """Say what the cards of each rule share."""
    cards = {card.code: card for sheet in sheets for card in sheet.cards}
    return {code: {name: getattr(card, name) for name in _OF_RULE} for code, card in cards.items()}


def _parts(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """Part sheets into runs of about _BLOCK cards; a sheet stays whole."""
    parts: list[list[Sheet]] = []
    size = _BLOCK
    for sheet in sheets:
        if size >= _BLOCK:
            parts.append([])
            size = 0
        parts[-1].append(sheet)
        size += len(sheet.cards)
    return parts


def _pack(sheets: list[Sheet]) -> str:
    shown = [{"headline": s.headline, "about": s.about, "id": s.article_id, "cards": [_card(card) for card in s.cards]} for s in sheets]
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    # mtime: the same findings give the same file, to the byte
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 6, mtime=0)).decode("ascii")


def _card(card: Card) -> dict[str, Any]:
    return {name: value for name, value in asdict(card).items() if value and name not in _OF_RULE}
