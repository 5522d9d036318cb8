"""Read figures with their separators: 1,200 · ١٬٢٠٠ · 9،120 · 3.5 · 3,5 · 1.234.567,8; and figures over figures: 1/2."""

from __future__ import annotations

from tadqiq.recognise.numbers.line import Line, Read

_MARKS = frozenset(".,٫٬'’")
_MOST_PARTS = 10  # 3/16 is a date or a file before it is a fraction


def figures(line: Line, place: int) -> Read | None:
    """Read figures with their separators: 1,200 · ١٬٢٠٠ · 3.5 · 3,5 · 1.234.567,8; None where they are no one number."""
    groups, marks = [line.at(place).key], []
    end = place + 1
    while line.at(end + 1).kind == "digits" and (line.sep(end) in _MARKS or _decimal_letter(line, end) or _list_comma(line, end)):
        marks.append(line.sep(end) or "ر")
        groups.append(line.at(end + 1).key)
        end += 2
    if not marks:
        return Read(float(groups[0]), end, figures=True)
    if len({line.at(at).form for at in range(place, end, 2)}) > 1:
        return None  # a number is written in one script
    value, doubtful = _grouped(groups, marks)
    if value is None and not doubtful:
        return None
    doubtful = doubtful or (marks[-1] == "،" and len(groups[-1]) < 3)  # 5،6 may be two numbers
    return Read(value, end, figures=True, doubtful=doubtful)


def _decimal_letter(line: Line, place: int) -> bool:
    return line.at(place).kind == "decimal_mark" and line.glued[place] and line.glued[place + 1]


def _list_comma(line: Line, place: int) -> bool:
    """Tell a comma of lists that parts figures (9،120 and 5،5): it is written together with both, and both are short."""
    return line.sep(place) == "،" and max(len(line.at(place - 1).key), len(line.at(place + 1).key)) <= 3


def over(line: Line, place: int) -> tuple[float | None, int] | None:
    """Read figures over figures, ١/٢: the value is None where they make no small proper fraction (a result, a date, a file)."""
    if line.at(place).kind != "digits" or line.sep(place + 1) != "/" or line.at(place + 2).kind != "digits":
        return None
    if line.at(place + 3).kind in {"month", "month_head"}:
        return None  # ليل 15/16 يناير
    above, below = line.at(place).value, line.at(place + 2).value
    alone = line.sep(place - 1) == "" and line.sep(place + 3) == ""
    return (above / below if alone and 0 < above < below <= _MOST_PARTS else None), place + 3


def _grouped(groups: list[str], marks: list[str]) -> tuple[float | None, bool]:
    """Read groups of figures; the second value says that they can be read in two ways."""
    whole, tail = groups[0], groups[1:]
    marks = ["," if mark == "،" else "٬" if mark in "'’" else mark for mark in marks]
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


def past_broken(line: Line, place: int) -> int:
    """Skip broken figures whole, so that no part of them is read."""
    end = place + 1
    while line.at(place).kind == "digits" and line.sep(end) and line.at(end + 1).kind == "digits":
        end += 2
    return end
