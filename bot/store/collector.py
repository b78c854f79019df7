"""Keeping Python's cycle collector away from rows, which are in no cycle."""

import contextlib
import gc
from collections.abc import Iterator

# Bytes of JSON from which on a pass of the collector over the rows is felt (4 ms and more).
FELT_FROM = 4 * 1024 * 1024


@contextlib.contextmanager
def collector_at_rest(size: int) -> Iterator[None]:
    """Rest the collector while about `size` bytes of JSON become objects, and ever after if many.

    Collected before and frozen after, 100,000 rows cost no pass at all; else there are half a
    second of passes while they are read, and half a second at some later moment, on the loop.
    """
    was_on = gc.isenabled()
    if size >= FELT_FROM:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if size >= FELT_FROM:
            gc.freeze()
        if was_on:
            gc.enable()
