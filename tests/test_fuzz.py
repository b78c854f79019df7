"""Whatever strangers send is read or refused as documented; longer runs: `make fuzz`."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutated
from tests.fuzz.targets import TARGETS

BOUNDED = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", TARGETS)
def test_good_input_passes(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
@BOUNDED
def test_any_bytes_and_any_text_are_read_or_refused(name: str, data: bytes) -> None:
    TARGETS[name].run(data)


@pytest.mark.parametrize("name", TARGETS)
@given(random=st.integers(0, 2**32).map(Random))
@BOUNDED
def test_spoilt_input_is_read_or_refused(name: str, random: Random) -> None:
    TARGETS[name].run(mutated(TARGETS[name].seeds, random))
