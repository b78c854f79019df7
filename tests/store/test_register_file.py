"""The register file: what it looks like, who may open it, and what is refused at the door."""
# ruff: noqa: ASYNC240 - in a test nobody else waits for the loop

import asyncio
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import (
    Store,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreMisused,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    StoreUnsupported,
    open_store,
)
from bot.store.file_operations import LOCAL_FILES, LocalFiles
from bot.store.frames import framed, payload_of
from tests.faults.faulty_files import FaultyFiles
from tests.faults.workload import NOTES, job, model, state_of

Reopened = Callable[..., Store]


async def write(store: Store, *numbers: int) -> None:
    for number in numbers:
        await store.commit(job(0, number))


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


async def test_what_was_acknowledged_is_there_after_reopening(reopened: Reopened) -> None:
    store = reopened()
    await write(store, *range(1, 30))
    before = state_of(store)
    await store.close()
    after = state_of(reopened())
    assert after == before == model(0, range(1, 30))
    assert [list(rows) for rows in after.values()] == [list(rows) for rows in before.values()]


async def test_numbers_go_on_after_reopening(reopened: Reopened) -> None:
    store = reopened()
    await store.commit(lambda transaction: transaction.next_number(NOTES))
    await store.close()
    assert await reopened().commit(lambda transaction: transaction.next_number(NOTES)) == 2


async def test_a_burst_of_forty_jobs_is_one_line_and_one_flush(path: Path) -> None:
    files = FaultyFiles(LOCAL_FILES)
    store = open_store(path, files=files)
    files.calls.clear()
    await asyncio.gather(*(store.commit(job(0, number)) for number in range(1, 41)))
    await store.close()
    assert files.calls.count("synchronise") == 1
    assert len(lines(path)) == len((b"header", b"footer", b"burst"))


async def test_each_line_is_a_checksum_a_length_and_json(reopened: Reopened, path: Path) -> None:
    store = reopened()
    await write(store, 1, 2, 3)
    await store.close()
    header, footer, *frames = [json.loads(payload_of(line)) for line in lines(path)]
    assert header["schema"] == 1
    assert footer["end"] == header
    assert [frame["s"] for frame in frames] == [1, 2, 3]


async def test_only_its_owner_may_read_the_register(reopened: Reopened, path: Path) -> None:
    await reopened().close()
    path.chmod(0o644)
    reopened()
    files = [file for file in path.parent.iterdir() if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_a_second_opener_is_told_who_holds_the_register(
    reopened: Reopened, path: Path
) -> None:
    reopened()
    with pytest.raises(StoreLocked) as refused:
        reopened()
    assert (refused.value.path, refused.value.holder) == (path, os.getpid())
    assert str(os.getpid()) in str(refused.value)


async def test_a_closed_register_can_be_opened_by_the_next(reopened: Reopened) -> None:
    await reopened().close()
    reopened()


async def test_the_register_is_the_same_under_a_symbolic_link(
    reopened: Reopened, path: Path
) -> None:
    reopened()
    link = path.with_name("link")
    link.symlink_to(path)
    with pytest.raises(StoreLocked):
        open_store(link)


async def test_a_forked_process_may_not_write(
    reopened: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = reopened()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    with pytest.raises(StoreMisused, match="forked"):
        await write(store, 1)


async def test_another_event_loop_may_not_write(path: Path) -> None:
    def in_another_loop() -> None:
        store = open_store(path)
        asyncio.run(write(store, 1))
        with pytest.raises(StoreMisused, match="event loop"):
            asyncio.run(write(store, 2))

    await asyncio.to_thread(in_another_loop)


async def test_a_reader_needs_no_lock_and_sees_what_is_durable(reopened: Reopened) -> None:
    store = reopened()
    await write(store, 1, 2)
    assert state_of(reopened(read_only=True)) == model(0, (1, 2))


async def test_a_reader_takes_no_changes(reopened: Reopened) -> None:
    reopened()
    reader = reopened(read_only=True)
    with pytest.raises(StoreReadOnly):
        await write(reader, 1)
    assert state_of(reader) == model(0, ())


async def test_reading_what_is_not_there_makes_nothing(path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_store(path, read_only=True)
    assert list(path.parent.iterdir()) == []


async def test_an_empty_file_is_a_new_register(reopened: Reopened, path: Path) -> None:
    path.touch()
    await write(reopened(), 1)


@pytest.mark.parametrize("state", ["empty", "gone"])
async def test_an_empty_or_lost_file_beside_an_earlier_one_is_refused(
    reopened: Reopened, path: Path, state: str
) -> None:
    path.with_name("register.previous").write_bytes(b"something")
    if state == "empty":
        path.touch()
    with pytest.raises(StoreDamaged, match=state):
        reopened()


@pytest.mark.parametrize(
    "content", [b"hello", b"hello\n", b"\0" * 4096, framed(b"{}"), framed(b'{"s":1,"o":[]}')]
)
async def test_a_file_that_is_no_register_is_refused_and_left_alone(
    reopened: Reopened, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as refused:
        reopened()
    assert (refused.value.line, path.read_bytes()) == (1, content)


async def test_a_folder_a_device_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    for unusable in (tmp_path, Path("/dev/null"), tmp_path / "missing" / "register"):
        with pytest.raises(StoreUnavailable):
            open_store(unusable)


async def test_a_later_layout_is_refused(reopened: Reopened, path: Path) -> None:
    await reopened().close()
    header, *rest = lines(path)
    path.write_bytes(
        framed(payload_of(header).replace(b'"layout":1', b'"layout":2')) + b"".join(rest)
    )
    with pytest.raises(StoreTooNew):
        reopened()


async def test_a_system_without_file_locks_is_refused_politely(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = LocalFiles()
    monkeypatch.setattr(files, "_fcntl", None)
    for read_only in (True, False):
        with pytest.raises(StoreUnsupported, match="flock"):
            open_store(path, files=files, read_only=read_only)
