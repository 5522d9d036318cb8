#!/usr/bin/env python3
"""Write the page of all rules from the rule files: python docs/make_rules.py."""

import re
from pathlib import Path

from tadqiq.verify.packs import builtin

PAGE = Path(__file__).with_name("rules.md")
_HEAD = """\
# Rules

One row a rule, in the order of codes. `tadqiq explain CODE` tells more: why, by what authority, with examples both ways.
Rules that are off run when they are chosen: `--select CODE`, a family (`--select TYP`), or `--select ALL`.
This page is written by `python docs/make_rules.py`; edit the rule files instead.

| code | name | level | default | what it says |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """Write the page."""
    return _HEAD + "".join(
        f"| {rule.code} | {rule.name} | {rule.level} | {'on' if rule.default else 'off'} | {cell(rule.message['en'])} |\n"
        for rule in builtin()
    )


def cell(message: str) -> str:
    """Show a message without its passages, in one cell of a table."""
    return re.sub(r"\{\w+\}", "…", " ".join(message.split())).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
