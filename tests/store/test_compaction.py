"""Rewriting the file while the program runs: nobody waits, nothing is lost."""

import asyncio
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store, StoreReadOnly
from bot.store.compaction import Compaction
from bot.store.compactor import Compactor
from bot.store.file_operations import LOCAL_FILES
from bot.store.frames import payload_of
from bot.store.reports import Compacted, CompactionFailed
from bot.store.upkeep import compact
from tests.faults.faulty_files import FaultyFiles
from tests.faults.workload import job, last_job, model, state_of

Reopened = Callable[..., Store]

SMALL = 20_000
MOST_JOBS = 5_000


class FailingNames(FaultyFiles):
    """Files on which the calls named in `failing` fail with errno `number`."""

    def __init__(self, *failing: str, number: int = errno.ENOSPC) -> None:
        super().__init__(LOCAL_FILES)
        self.failing = set(failing)
        self.number = number

    def create(self, path: Path) -> int:
        self._maybe("create")
        return super().create(path)

    def replace(self, source: Path, target: Path) -> None:
        self._maybe(f"replace {target.name}")
        super().replace(source, target)

    def synchronise_directory(self, directory: Path) -> None:
        self._maybe("synchronise_directory")
        super().synchronise_directory(directory)

    def _maybe(self, name: str) -> None:
        self.calls.append(name)
        if name in self.failing:
            raise OSError(self.number, "the disk says no")


async def write(store: Store, numbers: range) -> None:
    """Commit jobs, some at a time."""
    for first in range(numbers.start, numbers.stop, 8):
        some = range(first, min(first + 8, numbers.stop))
        await asyncio.gather(*(store.commit(job(0, number)) for number in some))


async def until_quiet(store: Store, last: int, wanted: type) -> int:
    """Commit jobs after `last` until a report of the kind `wanted` is there; return the last."""
    for number in range(last + 1, last + MOST_JOBS):
        if any(isinstance(report, wanted) for report in store.reports):
            return number - 1
        await store.commit(job(0, number))
    raise AssertionError(f"no {wanted.__name__} after {MOST_JOBS} jobs")


def header(path: Path) -> dict[str, int]:
    with path.open("rb") as file:
        found: dict[str, int] = json.loads(payload_of(file.readline()))
    return found


async def test_a_register_that_is_rewritten_under_way_holds_every_job(
    reopened: Reopened, path: Path
) -> None:
    store = reopened(compact_above=SMALL)
    await write(store, range(1, 400))
    last = await until_quiet(store, 399, Compacted)
    assert state_of(store) == model(0, range(1, last + 1))
    await store.close()
    assert header(path)["generation"] > 1
    again = reopened()
    assert state_of(again) == model(0, range(1, last + 1))
    assert again.reports == ()


async def test_the_file_gets_shorter_and_the_report_says_so(reopened: Reopened) -> None:
    store = reopened(compact_above=SMALL)
    await until_quiet(store, 0, Compacted)
    report = next(report for report in store.reports if isinstance(report, Compacted))
    assert report.length_after < report.length_before


async def test_the_earlier_generation_stays_beside_the_file(reopened: Reopened, path: Path) -> None:
    store = reopened(compact_above=SMALL)
    await until_quiet(store, 0, Compacted)
    await store.close()
    previous = path.with_name("register.previous")
    assert header(previous)["generation"] == header(path)["generation"] - 1
    assert not path.with_name("register.new").exists()


async def test_a_crash_between_the_two_renames_leaves_no_second_name_behind(
    reopened: Reopened, path: Path
) -> None:
    """The earlier file and the present one are then one file, which renaming leaves alone."""
    store = reopened()
    await write(store, range(1, 4))
    await store.close()
    path.with_name("register.previous").hardlink_to(path)
    compact(path)
    assert {file.name for file in path.parent.iterdir()} == {
        "register",
        "register.lock",
        "register.previous",
    }
    assert header(path.with_name("register.previous"))["generation"] == 1


async def test_rows_keep_their_order_when_the_file_is_rewritten(reopened: Reopened) -> None:
    store = reopened(compact_above=SMALL)
    await until_quiet(store, 0, Compacted)
    before = [list(rows) for rows in state_of(store).values()]
    await store.close()
    assert [list(rows) for rows in state_of(reopened()).values()] == before


@pytest.mark.parametrize("failing", ["create", "replace register", "replace register.previous"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
async def test_a_rewriting_that_fails_is_reported_and_fails_no_commit(
    reopened: Reopened, path: Path, failing: str, number: int
) -> None:
    await reopened().close()
    files = FailingNames(failing, number=number)
    store = reopened(files=files, compact_above=SMALL)
    last = await until_quiet(store, 0, CompactionFailed)
    await write(store, range(last + 1, last + 20))
    assert state_of(store) == model(0, range(1, last + 20))
    await store.close()
    assert not path.with_name("register.new").exists()
    assert state_of(reopened()) == model(0, range(1, last + 20))


async def test_a_rewriting_is_tried_again_when_there_may_be_room(reopened: Reopened) -> None:
    await reopened().close()
    files = FailingNames("create")
    store = reopened(files=files, compact_above=SMALL)
    last = await until_quiet(store, 0, CompactionFailed)
    tried = files.calls.count("create")
    for number in range(last + 1, last + 6):
        await store.commit(job(0, number))
    assert files.calls.count("create") == tried
    files.failing.clear()
    await until_quiet(store, last + 5, Compacted)


async def test_a_name_that_may_not_last_ends_writing(reopened: Reopened) -> None:
    """After the rename, an unflushed folder leaves open which file a later change would be in."""
    await reopened().close()
    store = reopened(files=FailingNames("synchronise_directory"), compact_above=SMALL)
    with pytest.raises(StoreReadOnly, match="not certain"):
        await until_quiet(store, 0, Compacted)
    before = state_of(store)
    await store.close()
    assert state_of(reopened()) == before == model(0, range(1, last_job(before) + 1))


async def test_closing_gives_up_a_rewriting_under_way(
    reopened: Reopened, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = asyncio.Event()
    loop = asyncio.get_running_loop()
    breathe = Compactor._breathe

    def tell(compactor: Compactor) -> None:
        loop.call_soon_threadsafe(started.set)
        compactor._stopping.wait()
        breathe(compactor)

    monkeypatch.setattr(Compactor, "_breathe", tell)
    store = reopened(compact_above=SMALL)
    last = 0
    while not started.is_set():
        last += 1
        await store.commit(job(0, last, 60_000))
    await store.close()
    assert not path.with_name("register.new").exists()
    assert state_of(reopened()) == model(0, range(1, last + 1), 60_000)


async def test_closing_ends_even_where_an_unfinished_rewriting_cannot_be_removed(
    reopened: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait_for_the_end(compactor: Compactor) -> None:
        loop.call_soon_threadsafe(started.set)
        compactor._stopping.wait()

    def fail(_: Compaction) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Compactor, "_breathe", wait_for_the_end)
    monkeypatch.setattr(Compaction, "give_up", fail)
    store = reopened(compact_above=SMALL)
    last = 0
    while not started.is_set():
        last += 1
        await store.commit(job(0, last, 60_000))
    async with asyncio.timeout(10):
        await store.close()
    assert state_of(reopened()) == model(0, range(1, last + 1), 60_000)
