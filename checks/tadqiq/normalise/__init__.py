"""Bring text to the level it is compared at, and lead every offset back to the raw text."""

from __future__ import annotations

from tadqiq.normalise.levels import column, keys, text
from tadqiq.normalise.spans import offsets, trace

__all__ = ["column", "keys", "offsets", "text", "trace"]
