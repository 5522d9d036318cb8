"""Write what is certain into the sources themselves, and nothing else: not another character of a file changes."""

from __future__ import annotations

from tadqiq.mend.diff import unified
from tadqiq.mend.files import write_all
from tadqiq.mend.mending import Mended, mend

__all__ = ["Mended", "mend", "unified", "write_all"]
