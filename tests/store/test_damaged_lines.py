"""Bad lines in a register file: an unfinished one is cut off, everything else is refused."""
# ruff: noqa: ASYNC240 - in a test nobody else waits for the loop

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store, StoreDamaged, StoreError, compact
from bot.store.frames import framed
from bot.store.reports import TornFrameCut
from tests.faults.workload import NOTES, Note, job, model, state_of

Reopened = Callable[..., Store]


async def write(store: Store, *numbers: int) -> None:
    for number in numbers:
        await store.commit(job(0, number))


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


async def test_a_line_that_was_never_finished_is_kept_aside_cut_and_reported(
    reopened: Reopened, path: Path
) -> None:
    store = reopened()
    await write(store, 1, 2)
    await store.close()
    whole, half = path.read_bytes(), framed(b'{"s":3,"o":[]}')[:-4]
    path.write_bytes(whole + half)
    store = reopened()
    report = store.reports[0]
    assert isinstance(report, TornFrameCut)
    assert (report.line, report.offset, report.length) == (5, len(whole), len(half))
    assert (report.kept_as.read_bytes(), path.read_bytes()) == (half, whole)
    await write(store, 3)
    assert state_of(store) == model(0, (1, 2, 3))


async def test_a_reader_leaves_an_unfinished_line_alone(reopened: Reopened, path: Path) -> None:
    store = reopened()
    await write(store, 1)
    await store.close()
    with path.open("ab") as file:
        file.write(b"0000")
    before = path.read_bytes()
    assert state_of(reopened(read_only=True)) == model(0, (1,))
    assert path.read_bytes() == before


@pytest.mark.parametrize("line", [1, 2, 3, 4, 5])
async def test_a_line_that_is_gone_is_noticed(reopened: Reopened, path: Path, line: int) -> None:
    store = reopened()
    await write(store, 1, 2, 3, 4)
    await store.close()
    kept = [text for number, text in enumerate(lines(path), 1) if number != line]
    path.write_bytes(b"".join(kept))
    with pytest.raises(StoreError) as refused:
        reopened()
    assert isinstance(refused.value, StoreDamaged)


async def test_lines_in_another_order_are_noticed(reopened: Reopened, path: Path) -> None:
    store = reopened()
    await write(store, 1, 2, 3)
    await store.close()
    header, footer, first, second, third = lines(path)
    path.write_bytes(b"".join([header, footer, second, first, third]))
    with pytest.raises(StoreDamaged, match="change 2 follows change 0"):
        reopened()


async def test_rows_of_the_snapshot_in_another_order_are_noticed(
    reopened: Reopened, path: Path
) -> None:
    store = reopened()
    await write(store, 1, 2, 3)
    await store.close()
    compact(path)
    header, first, second, *rest = lines(path)
    path.write_bytes(b"".join([header, second, first, *rest]))
    with pytest.raises(StoreDamaged, match="checksum does not fit the rows"):
        reopened()


async def test_a_damaged_last_line_is_not_taken_for_an_unfinished_one(
    reopened: Reopened, path: Path
) -> None:
    store = reopened()
    await store.commit(lambda t: t.put(NOTES, "a", Note(1, "kept promise")))
    await store.close()
    path.write_bytes(path.read_bytes().replace(b"promise", b"promisd"))
    with pytest.raises(StoreDamaged):
        reopened()


async def test_room_kept_for_later_lines_is_given_back_at_the_end(
    reopened: Reopened, path: Path
) -> None:
    store = reopened()
    await write(store, 1)
    assert path.stat().st_size > 100_000
    await store.close()
    assert path.read_bytes().endswith(b"}\n")


async def test_room_left_by_a_crash_is_no_damage(reopened: Reopened, path: Path) -> None:
    store = reopened()
    await write(store, 1)
    await store.close()
    with path.open("ab") as file:
        file.write(bytes(5_000))
    store = reopened()
    await write(store, 2)
    assert (store.reports, state_of(store)) == ((), model(0, (1, 2)))
