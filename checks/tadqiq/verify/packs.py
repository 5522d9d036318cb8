"""Read rule packs: one YAML file a rule, its name its path.

Every error names the place in the user's file, what stands there, and what is allowed.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from tadqiq.errors import RulePackError, allowed
from tadqiq.model import LEVELS, Rule
from tadqiq.resources import room

_KEYS = {"code", "kind", "level", "default", "message", "why", "source", "settings", "examples", "fix"}
_EXAMPLES = "\nexamples:"  # the last key of a shipped file
_NEEDED = _KEYS - {"settings", "default", "source", "fix"}
LOADING = "loading"  # the kind of rules whose findings the load stage makes


@cache
def kinds() -> tuple[str, ...]:
    """List the check kinds by walking their folder.

    >>> "name-spelling" in kinds()
    True
    """
    from tadqiq.verify import kinds as package

    return tuple(sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def kind_module(name: str) -> ModuleType:
    """Import the module of a check kind."""
    return importlib.import_module(f"tadqiq.verify.kinds.{name.replace('-', '_')}")


@cache
def builtin() -> tuple[Rule, ...]:
    """Read the packs that ship with the program, ordered by code."""
    return tuple(read(room("rules") / "packs", checked=False))  # the tests check them; a start need not do it again


def read(place: Path, *, checked: bool = True) -> list[Rule]:
    """Read every rule file below a folder, or one file; codes and names must be unique.

    checked  let each kind look at its settings: a pattern that is none is an error before any article is read.
    """
    files = sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
    rules = [parse(file, str(file.relative_to(place.parent)) if place.is_dir() else file.name, checked=checked) for file in files]
    seen: dict[str, Rule] = {}
    for rule in rules:
        for identity in (rule.code, rule.name):
            if identity in seen:
                raise RulePackError(
                    f"{identity} is also the rule in {seen[identity].path}", where=rule.path, hint="codes and file names are unique"
                )
            seen[identity] = rule
    return sorted(rules, key=lambda rule: rule.code)


def parse(file: Path, shown: str, *, checked: bool = True) -> Rule:
    """Read one rule file; `shown` is how messages name it, `checked` as in `read`."""
    text, later = _text(file, shown), None
    if not checked and _EXAMPLES in text:
        text, later = text.partition(_EXAMPLES)[0] + _EXAMPLES, _Examples(file)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise RulePackError(str(error.problem or error), where=_place(error, text, shown), hint="the file must be YAML") from error
    if not isinstance(node, yaml.MappingNode):
        raise RulePackError("a rule file holds one mapping of keys", where=f"{shown}:1:1", hint="keys: " + ", ".join(sorted(_KEYS)))
    data = yaml.CSafeLoader("").construct_document(node)
    places = {key.value: f"{shown}:{key.start_mark.line + 1}:{key.start_mark.column + 1}" for key, _ in node.value}
    _check_keys(data, places, shown)
    kind = _one_of(str(data["kind"]), (*kinds(), LOADING), "check kind", places["kind"])
    settings = _settings(kind, data.get("settings") or {}, places.get("settings", shown))
    if checked and (check := getattr(kind_module(kind), "check", None) if kind != LOADING else None):
        check(settings, _inner(node, shown))
    return Rule(
        code=str(data["code"]),
        name=file.stem,
        path=shown,
        kind=kind,
        level=_one_of(str(data["level"]), LEVELS, "level", places["level"]),  # type: ignore[arg-type]
        default=bool(data.get("default", True)),
        message=data["message"],
        why=data["why"],
        source=str(data.get("source", "")),
        settings=settings,
        examples=data["examples"] if later is None else later,
        fix=_one_of(str(data["fix"]), ("safe",), "fix", places["fix"]) if "fix" in data else "",  # type: ignore[arg-type]
    )


def _text(file: Path, shown: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RulePackError(f"byte {error.start + 1} is not UTF-8", where=shown, hint="save the file as UTF-8") from error
    except OSError as error:
        raise RulePackError(str(error.strerror), where=shown, hint="give a file that may be read, or leave it out of the folder") from error


class _Examples(Mapping[str, Any]):
    """Read a rule's examples when they are first asked for: they are four fifths of its file, and a check has no use for them."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @cached_property
    def _read(self) -> Mapping[str, Any]:
        read: Mapping[str, Any] = yaml.load(self.file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["examples"]
        return read

    def __getitem__(self, key: str) -> Any:
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def _inner(node: yaml.MappingNode, shown: str) -> dict[str, str]:
    """Give the place of each setting that a rule file writes; "" is that of the settings as a whole."""
    for key, value in node.value:
        if key.value == "settings" and isinstance(value, yaml.MappingNode):
            places = {name.value: f"{shown}:{name.start_mark.line + 1}:{name.start_mark.column + 1}" for name, _ in value.value}
            return {"": f"{shown}:{key.start_mark.line + 1}:{key.start_mark.column + 1}", **places}
    return {"": f"{shown}:1:1"}


def _place(error: yaml.MarkedYAMLError, text: str, shown: str) -> str:
    """Say where YAML breaks; what is missing at the end of a file is missed after its last word."""
    mark = error.problem_mark
    if mark is None:
        return shown
    lines = text.rstrip().split("\n")
    line, column = (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    return f"{shown}:{line + 1}:{column + 1}"


def _check_keys(data: Mapping[str, Any], places: Mapping[str, str], shown: str) -> None:
    for key in data:
        if key not in _KEYS:
            _one_of(str(key), sorted(_KEYS), "key", places.get(str(key), shown))
    for key in sorted(_NEEDED - set(data)):
        raise RulePackError(f"the key '{key}' is missing", where=f"{shown}:1:1", hint="a rule needs: " + ", ".join(sorted(_NEEDED)))
    for key in ("message", "why"):
        if not isinstance(data[key], Mapping) or not {"ar", "en"} <= set(data[key]):
            raise RulePackError(f"'{key}' needs the languages ar and en", where=places[key], hint=f"{key}: {{ar: …, en: …}}")


def _settings(kind: str, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Lay a rule's settings over its kind's defaults; a setting the kind does not have is an error."""
    defaults: Mapping[str, Any] = {} if kind == LOADING else getattr(kind_module(kind), "SETTINGS", {})
    for key in given:
        _one_of(str(key), sorted(defaults), f"setting of {kind}", where)
    return {**defaults, **given}


def _one_of(word: str, words: Sequence[str], what: str, where: str) -> str:
    if word in words:
        return word
    raise RulePackError(f"no {what} is called '{word}'", where=where, hint=allowed(word, words))
