"""Read figures with their separators: 1,200 · ١٬٢٠٠ · 3.5 · 3,5 · 1.234.567,8."""

from __future__ import annotations

from tadqiq.recognise.numbers.line import Line, Read


def figures(line: Line, place: int) -> Read | None:
    """Read figures with their separators: 1,200 · ١٬٢٠٠ · 3.5 · 3,5 · 1.234.567,8; None where they are no one number."""
    groups, marks = [line.at(place).key], []
    end = place + 1
    while line.at(end + 1).kind == "digits" and (line.sep(end) in {".", ",", "٫", "٬"} or _decimal_letter(line, end)):
        marks.append(line.sep(end) or "ر")
        groups.append(line.at(end + 1).key)
        end += 2
    if not marks:
        return Read(float(groups[0]), end, figures=True)
    value, doubtful = _grouped(groups, marks)
    if value is None and not doubtful:
        return None
    return Read(value, end, figures=True, doubtful=doubtful)


def _decimal_letter(line: Line, place: int) -> bool:
    return line.at(place).kind == "decimal_mark" and line.glued[place] and line.glued[place + 1]


def _grouped(groups: list[str], marks: list[str]) -> tuple[float | None, bool]:
    """Read groups of figures; the second value says that they can be read in two ways."""
    whole, tail = groups[0], groups[1:]
    threes = 1 <= len(whole) <= 3 and whole[0] != "0" and all(len(g) == 3 for g in tail)
    if "ر" in marks:
        return None, len(marks) == 1
    if len(marks) == 1:
        mark, last = marks[0], tail[0]
        if mark == "٬" or (mark == "," and threes):
            return (float(whole + last), False) if threes else (None, False)
        if mark == "." and threes:
            return float(f"{whole}.{last}"), True
        return (float(f"{whole}.{last}"), False) if mark in ".٫" or len(last) <= 2 else (None, False)
    if len(set(marks)) == 1:
        return (float("".join(groups)), False) if threes and marks[0] != "٫" else (None, False)
    inner = 1 <= len(whole) <= 3 and all(len(g) == 3 for g in tail[:-1]) and len(set(marks[:-1])) == 1 and marks[-1] != "٬"
    return (float("".join(groups[:-1]) + "." + groups[-1]), False) if inner else (None, False)
