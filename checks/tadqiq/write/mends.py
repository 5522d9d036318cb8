"""Say what was mended, what is left to an editor and why, and which sources were not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tadqiq.load.reasons import REASONS
from tadqiq.write.wording import Words


def summary(
    fixed: Mapping[str, int],
    left: Mapping[tuple[str, str], int],
    refused: Sequence[tuple[str, str, str]],
    *,
    words: Words,
    written: bool,
) -> Iterator[str]:
    """Yield a line for each of the three.

    fixed  mends by rule; left  by rule and reason; refused  source, reason and detail; written  whether the files were.
    """
    comma = str(words.entries["comma"])
    rules = comma.join(f"{code} {count}" for code, count in sorted(fixed.items()))
    yield words("fix.done" if written else "fix.can", n=sum(fixed.values()), rules=rules)
    reasons: dict[str, Counter[str]] = {}
    for (code, reason), count in sorted(left.items()):
        reasons.setdefault(reason, Counter())[code] += count
    if reasons:
        ranked = sorted(reasons.items(), key=lambda item: (-item[1].total(), item[0]))
        parts = [f"{words(f'fix.why.{why}')} {codes.total():,} ({comma.join(codes)})" for why, codes in ranked]
        yield words("fix.left", n=sum(codes.total() for codes in reasons.values()), reasons=comma.join(parts))
    for source, reason, detail in refused:
        known = reason == "unread" and detail in REASONS
        said = REASONS[detail][words.lang == "en"] if known else words(f"fix.reasons.{reason}")
        yield words("fix.refused", source=source, why=said if known or not detail else f"{said} ({detail})")
