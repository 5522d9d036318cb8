"""Write a rule's page from its own file, so that the page cannot lag behind the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tadqiq.model import Rule

_WORDS = {
    "ar": {
        "why": "السبب",
        "source": "المرجع",
        "fires": "يُنبَّه إليه",
        "silent": "لا يُنبَّه إليه",
        "on": "مفعّلة",
        "off": "غير مفعّلة",
        "settings": "الإعدادات",
        "fix": "يصلحها tadqiq fix",
    },
    "en": {
        "why": "Why",
        "source": "Source",
        "fires": "Found",
        "silent": "Left alone",
        "on": "on by default",
        "off": "off by default",
        "settings": "Settings",
        "fix": "mended by tadqiq fix",
    },
}


def page(rule: Rule, language: str) -> str:
    """Lay out a rule in Markdown: what it says, why, its settings and source, examples each way."""
    words = _WORDS[language]
    fix = f" · {words['fix']}" if rule.fix else ""
    lines = [f"# {rule.code} · {rule.name}", "", f"`{rule.level}` · {words['on' if rule.default else 'off']} · `{rule.kind}`{fix}", ""]
    lines += [re.sub(r"\{\w+\}", "…", rule.message[language]), "", f"## {words['why']}", "", rule.why[language], ""]
    if rule.settings:
        lines += [f"## {words['settings']}", "", *(f"- `{key}`: {value}" for key, value in rule.settings.items()), ""]
    if rule.source:
        lines += [f"## {words['source']}", "", rule.source, ""]
    for sort in ("fires", "silent"):
        lines += [f"## {words[sort]}", ""]
        for case in rule.examples[sort]:
            lines += [f"- {case.get('case', '')}", *(f"  > {line}" for line in _text(case)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _text(case: Mapping[str, Any]) -> list[str]:
    records = case.get("articles") or [case]
    lines = []
    for record in records:
        for key in ("outlet", "date", "headline", "body", "raw", "text"):
            lines += [f"**{part}**" if key == "headline" else part for part in str(record.get(key) or "").splitlines()]
    return lines
