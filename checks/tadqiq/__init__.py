"""Check Arabic news for faults of consistency and form.

>>> import tadqiq
>>> result = tadqiq.check(["examples/newsroom/articles.jsonl"])
>>> result.findings.columns[:3]
['code', 'name', 'level']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tadqiq.load import load
    from tadqiq.run import check, mentions

__all__ = ["check", "load", "mentions"]

_HOMES = {"check": "tadqiq.run", "load": "tadqiq.load", "mentions": "tadqiq.run"}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first asked for: `tadqiq --help` must not wait for frames."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tadqiq' has no attribute '{name}'")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
