"""Load articles from files, folders and standard input into one frame; what cannot be loaded becomes a problem, never nothing."""

from __future__ import annotations

import sys
from types import ModuleType

from tadqiq.load.loading import Loaded, load

__all__ = ["Loaded", "load"]


class _Stage(ModuleType):
    """Let `tadqiq.load` be called, for it names both this stage and the public function: whichever was met first, it works."""

    __call__ = staticmethod(load)


sys.modules[__name__].__class__ = _Stage
