"""Keeping Python's cycle collector away from rows, which are in no cycle."""

import contextlib
import gc
from collections.abc import Iterator

# Bytes of JSON of a usual record.
USUAL_ROW = 1_600

# Bytes of JSON from which on a pass of the collector over the rows is felt (4 ms and more).
FELT_FROM = 4 * 1024 * 1024
# The same where a loop serves people meanwhile.
FELT_BESIDE_OTHERS = 256 * 1024


@contextlib.contextmanager
def collector_at_rest(size: int, *, beside_others: bool = False) -> Iterator[None]:
    """Rest the collector while about `size` bytes of JSON become objects, and ever after if many.

    Collected before and frozen after, 100,000 rows cost no pass at all; else there are half a
    second of passes while they are read, and half a second at some later moment, on the loop.

    `beside_others`: people are served meanwhile, so only what is young is collected before; a pass
    over everything would itself keep them waiting. What old garbage there is stays: kilobytes.
    """
    was_on = gc.isenabled()
    is_felt = size >= (FELT_BESIDE_OTHERS if beside_others else FELT_FROM)
    if is_felt:
        gc.collect(1 if beside_others else 2)
    gc.disable()
    try:
        yield
    finally:
        if is_felt:
            gc.freeze()
        if was_on:
            gc.enable()
