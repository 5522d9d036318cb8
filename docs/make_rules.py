#!/usr/bin/env python3
"""Write the page of all rules from the rule files: python docs/make_rules.py."""

import re
from pathlib import Path

from tadqiq.verify.packs import builtin, kind_module, kinds

PAGE = Path(__file__).with_name("rules.md")
_HEAD = """\
# Rules

One row a rule, in the order of codes. `tadqiq explain CODE` tells more: why, by what authority, with examples both ways.
Rules that are off run when they are chosen: `--select CODE`, a family (`--select TYP`), or `--select ALL`.
This page is written by `python docs/make_rules.py`; edit the rule files instead.

| code | name | level | default | what it says |
| --- | --- | --- | --- | --- |
"""
_SETTINGS = """
## Settings

A rule of a pack of your own may set them (`settings:` in its file); in brackets what the rules that ship set.
"""


def page() -> str:
    """Write the page."""
    return table() + settings()


def table() -> str:
    """Write a row a rule."""
    return _HEAD + "".join(
        f"| {rule.code} | {rule.name} | {rule.level} | {'on' if rule.default else 'off'} | {cell(rule.message['en'])} |\n"
        for rule in builtin()
    )


def settings() -> str:
    """Write what the kinds tell of their settings (TOLD), with the values that their rules give them."""
    text = _SETTINGS
    for kind in kinds():
        told = getattr(kind_module(kind), "TOLD", {})
        rules = [rule for rule in builtin() if rule.kind == kind]
        if told:
            text += f"\n{kind} ({', '.join(rule.code for rule in rules)}):\n\n"
        for name, words in told.items():
            values = ", ".join(f"{rule.code} {rule.settings[name]}" for rule in rules)
            text += f"- `{name}` [{values}]: {' '.join(words.split())}\n"
    return text


def cell(message: str) -> str:
    """Show a message without its passages, in one cell of a table."""
    return re.sub(r"\{\w+\}", "…", " ".join(message.split())).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
