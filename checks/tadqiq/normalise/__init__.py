"""Bring text to the level it is compared at, and lead every offset back to the raw text."""

from __future__ import annotations

from tadqiq.normalise.levels import column, text
from tadqiq.normalise.spans import offsets, trace

__all__ = ["column", "offsets", "text", "trace"]
