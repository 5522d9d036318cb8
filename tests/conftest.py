"""Let property tests explore at a desk, give every CI run of one commit the same verdict, and count work where it must not explode."""

import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture
def calls():
    """Count the calls that some work makes: unlike its time, that is the same on every machine."""

    def count(work):
        made = 0

        def see(_frame, event, _argument):
            nonlocal made
            made += event in {"call", "c_call"}

        sys.setprofile(see)
        try:
            work()
        finally:
            sys.setprofile(None)
        return made

    return count
