"""Load articles from files, folders and standard input into one frame; what cannot be loaded becomes a problem, never nothing."""

from __future__ import annotations

from tadqiq.load.loading import Loaded, load

__all__ = ["Loaded", "load"]
