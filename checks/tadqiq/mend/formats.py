"""Find the fields of articles in a text of any format that can be written back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tadqiq.load.formats import format_of
from tadqiq.mend.dump_slots import dump_slots
from tadqiq.mend.json_slots import line_slots, text_slots
from tadqiq.mend.slots import Slots, Wanted
from tadqiq.mend.table_slots import table_slots

_HEAD = 1 << 16  # code points that tell the format, as in reading


def slots_of(text: str, named: str | None, wanted: Sequence[Wanted], mapping: Mapping[str, str]) -> Slots:
    """Find the fields of the wanted articles; named  the format that the file's name tells, which the text may overrule."""
    fmt = format_of(text[:_HEAD], named)
    if fmt == "jsonl":
        return line_slots(text, wanted, mapping)
    if fmt == "json":
        return text_slots(text, wanted, mapping)
    if fmt in {"csv", "tsv"}:
        return table_slots(text, wanted, mapping, "\t" if fmt == "tsv" else None)
    return dump_slots(text, wanted)
