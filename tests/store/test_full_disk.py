"""A disk that is full, and a disk that fails, while the program runs."""

import asyncio
import contextlib
import errno
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.store import Store, StoreFull, StoreReadOnly, Transaction, open_store
from bot.store.file_operations import LOCAL_FILES
from bot.store.reports import DiskFull, WritesRefused
from tests.faults.faulty_files import Fault, FaultyFiles
from tests.faults.workload import NOTES, Note, job, model, state_of

Reopened = Callable[..., Store]

FULL = [errno.ENOSPC, errno.EFBIG, errno.EDQUOT]


def failing(files: FaultyFiles, name: str, number: int) -> None:
    """Let the next call of `name` in the course of a write fail."""
    course = ["write", "synchronise"]
    files.fault = Fault(len(files.calls) + course.index(name), number)


@pytest.fixture
def files() -> FaultyFiles:
    return FaultyFiles(LOCAL_FILES)


@pytest.fixture
async def store(files: FaultyFiles, reopened: Reopened) -> Store:
    made = reopened(files=files)
    await made.commit(job(0, 1))
    return made


@pytest.mark.parametrize("call", ["write", "synchronise"])
@pytest.mark.parametrize("number", FULL)
async def test_a_full_disk_refuses_the_batch_and_works_again_later(
    store: Store, files: FaultyFiles, reopened: Reopened, call: str, number: int
) -> None:
    failing(files, call, number)
    jobs = [store.commit(job(0, 2)), store.commit(job(0, 3))]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(result) for result in results] == [StoreFull, StoreFull]
    assert state_of(store) == model(0, (1,))
    await store.commit(job(0, 4))
    await store.close()
    assert state_of(reopened()) == model(0, (1, 4))


async def test_a_full_disk_is_reported(store: Store, files: FaultyFiles) -> None:
    failing(files, "write", errno.ENOSPC)
    with pytest.raises(StoreFull):
        await store.commit(job(0, 2))
    assert [type(report) for report in store.reports] == [DiskFull]


async def test_a_job_that_refused_because_of_a_change_that_never_was_is_told_so(
    store: Store, files: FaultyFiles
) -> None:
    """Else an official hears "it exists already" of an agreement that does not exist."""

    def add(transaction: object) -> None:
        raise LookupError("it exists already")

    failing(files, "write", errno.ENOSPC)
    first, second = await asyncio.gather(
        store.commit(job(0, 2)), store.commit(add), return_exceptions=True
    )
    assert isinstance(first, StoreFull)
    assert isinstance(second, StoreFull)


@pytest.mark.parametrize("call", ["write", "synchronise"])
async def test_a_failing_disk_ends_writing_until_the_register_is_opened_again(
    store: Store, files: FaultyFiles, reopened: Reopened, call: str
) -> None:
    failing(files, call, errno.EIO)
    for number in (2, 3):
        with pytest.raises(StoreReadOnly):
            await store.commit(job(0, number))
    assert state_of(store) == model(0, (1,))
    assert [type(report) for report in store.reports] == [WritesRefused]
    await store.close()
    again = reopened()
    await again.commit(job(0, 4))
    assert state_of(again) == model(0, (1, 4))


async def test_a_failed_flush_is_never_tried_again(store: Store, files: FaultyFiles) -> None:
    files.calls.clear()
    failing(files, "synchronise", errno.EIO)
    with pytest.raises(StoreReadOnly):
        await store.commit(job(0, 2))
    assert files.calls == ["write", "synchronise", "truncate"]


async def test_a_register_that_takes_no_changes_is_not_rewritten_either(
    files: FaultyFiles, reopened: Reopened, path: Path
) -> None:
    store = reopened(files=files, compact_above=0)
    files.fault = Fault(len(files.calls) + len(["reserve"]), errno.EIO)
    for number in range(1, 5):
        with pytest.raises(StoreReadOnly):
            await store.commit(job(0, number))
    await store.close()
    assert not path.with_name("register.previous").exists()


async def test_a_job_that_changes_nothing_still_runs_when_the_disk_has_failed(
    store: Store, files: FaultyFiles
) -> None:
    failing(files, "write", errno.EIO)
    with pytest.raises(StoreReadOnly):
        await store.commit(job(0, 2))
    note = await store.commit(lambda transaction: transaction.get(NOTES, "N-1"))
    assert note == store.get(NOTES, "N-1")


@contextlib.contextmanager
def room_for(length: int) -> Iterator[None]:
    """Let no file of this process grow beyond `length` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_real_limit_of_the_system_is_met_and_survived(
    path: Path, reopened: Reopened
) -> None:
    def add(transaction: Transaction) -> int:
        number = transaction.next_number(NOTES)
        transaction.put(NOTES, str(number), Note(number, "x" * 1_000))
        return number

    store, written = open_store(path), 0
    with room_for(20_000), contextlib.suppress(StoreFull):
        while True:
            written = await store.commit(add)
    assert len(store.items(NOTES)) == written > 10
    assert await store.commit(add) == written + 1
    await store.close()
    assert len(reopened().items(NOTES)) == written + 1
