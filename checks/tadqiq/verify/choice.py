"""Choose the rules that run: the shipped ones and a user's own, by codes, prefixes and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tadqiq.errors import RulePackError, UsageError, meant
from tadqiq.model import Rule
from tadqiq.verify.packs import builtin, read


def assemble(places: Sequence[str]) -> list[Rule]:
    """Lay a user's rules, from folders and files, beside the shipped ones; a code or name that exists already is a RulePackError.

    A rule of one's own that is given by hand runs unless it says `default: false`.
    """
    rules = {rule.code: rule for rule in builtin()}
    names = {rule.name for rule in rules.values()}
    for place in places:
        if not Path(place).exists():
            raise RulePackError("there is no such folder or file", where=place, hint="--rules FOLDER, or --rules FILE.yaml")
        for rule in read(Path(place)):
            if rule.code in rules or rule.name in names:
                taken = rule.code if rule.code in rules else rule.name
                hint = "choose another code and file name; see: tadqiq rules list"
                raise RulePackError(f"{taken} is a rule already", where=rule.path, hint=hint)
            rules[rule.code] = rule
            names.add(rule.name)
    return sorted(rules.values(), key=lambda rule: rule.code)


def select(rules: Iterable[Rule], chosen: Sequence[str] = (), ignored: Sequence[str] = ()) -> list[Rule]:
    """Choose rules by codes, prefixes of codes or names; `ALL` is every rule, nothing chosen is every default rule.

    A word that matches no rule is a UsageError, so that a misspelled code never passes for a clean run.
    """
    rules = list(rules)
    for word in (*chosen, *ignored):
        if word != "ALL" and not any(_matches(rule, word) for rule in rules):
            near = meant(word, [name for rule in rules for name in (rule.code, rule.name)])
            raise UsageError(f"no rule is called '{word}'", where="--select/--ignore", hint=" ".join([*near, "see: tadqiq rules list"]))
    wanted = [r for r in rules if (any(_matches(r, word) for word in chosen) if chosen else r.default)]
    return [r for r in wanted if not any(_matches(r, word) for word in ignored)]


def _matches(rule: Rule, word: str) -> bool:
    return word in {"ALL", rule.name} or rule.code.startswith(word.upper())
