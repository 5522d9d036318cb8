"""Find the data rooms, rules/ and reports/, in an installation or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tadqiq.errors import RoomError

_PACKAGE = Path(__file__).resolve().parent


@cache
def room(name: str) -> Path:
    """Return the folder of a data room.

    The wheel carries the rooms inside the package (`_rooms/`); a checkout has them beside `checks/`.

    >>> (room("rules") / "lexicons").is_dir()
    True
    """
    installed, checkout = _PACKAGE / "_rooms" / name, _PACKAGE.parent.parent / name
    for place in (installed, checkout):
        if place.is_dir():
            return place
    raise RoomError(f"the {name} room is missing", where=str(installed), hint="install tadqiq again: its wheel carries the rooms")
