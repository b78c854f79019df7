"""A damaged register is put together again; what is lost is said, what is not is all there."""
# ruff: noqa: ASYNC240 - in a test nobody else waits for the loop

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store, StoreDamaged, StoreLocked, StoreUnrecoverable
from bot.store.recovery import recover
from bot.store.upkeep import compact, verify
from tests.faults.workload import job, model, state_of

Reopened = Callable[..., Store]


async def made(reopened: Reopened, path: Path, first: int, last: int) -> None:
    """Write some jobs, rewrite the file, and write as many again."""
    store = reopened()
    for number in range(1, last + 1):
        await store.commit(job(0, number))
        if number == first:
            await store.close()
            compact(path)
            store = reopened()
    await store.close()


def spoil(path: Path, line: int) -> None:
    """Change one letter in a line, counted from 1; from the end where negative."""
    lines = path.read_bytes().splitlines(keepends=True)
    place = line - 1 if line > 0 else line
    lines[place] = lines[place].replace(b'"', b"'", 1)
    path.write_bytes(b"".join(lines))


def snapshot_end(path: Path) -> int:
    """Return the number of the line that ends the snapshot."""
    lines = path.read_bytes().splitlines()
    return next(number for number, line in enumerate(lines, 1) if b'{"end"' in line)


async def test_a_damaged_snapshot_costs_nothing_while_the_earlier_file_is_there(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 10, 20)
    spoil(path, 4)
    with pytest.raises(StoreDamaged, match=r"line 4, byte \d+"):
        reopened()
    report = recover(path)
    assert (report.base, report.sequence, report.lost) == (
        path.with_name("register.previous"),
        20,
        0,
    )
    assert [problem.line for problem in report.problems] == [4]
    assert state_of(reopened()) == model(0, range(1, 21))


@pytest.mark.parametrize("part", ["header", "end of the snapshot"])
async def test_a_damaged_first_or_last_line_of_the_snapshot_costs_nothing(
    reopened: Reopened, path: Path, part: str
) -> None:
    await made(reopened, path, 10, 20)
    spoil(path, 1 if part == "header" else snapshot_end(path))
    assert recover(path).lost == 0
    assert state_of(reopened()) == model(0, range(1, 21))


async def test_a_damaged_history_is_kept_up_to_the_damage_and_the_loss_is_counted(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 10, 20)
    spoil(path, -3)
    report = recover(path)
    assert (report.base, report.sequence, report.lost) == (path, 17, 3)
    assert state_of(reopened()) == model(0, range(1, 18))


async def test_a_damaged_last_change_is_counted_as_lost(reopened: Reopened, path: Path) -> None:
    await made(reopened, path, 10, 20)
    spoil(path, -1)
    assert (recover(path).sequence, verify(path).rows["progress"]) == (19, 1)
    assert state_of(reopened()) == model(0, range(1, 20))


async def test_a_change_copied_under_way_is_taken_from_the_earlier_file(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 10, 12)
    present, earlier = path.read_bytes(), path.with_name("register.previous")
    earlier.write_bytes(earlier.read_bytes() + b"".join(present.splitlines(keepends=True)[-2:]))
    spoil(path, -2)
    assert (recover(path).sequence, recover(path).lost) == (12, 0)
    assert state_of(reopened()) == model(0, range(1, 13))


async def test_a_register_that_was_never_rewritten_is_recovered_from_its_history(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 0, 5)
    spoil(path, 2)
    report = recover(path)
    assert (report.base, report.sequence, report.lost) == (None, 5, 0)
    assert state_of(reopened()) == model(0, range(1, 6))


@pytest.mark.parametrize("state", ["empty", "gone"])
async def test_an_empty_or_lost_file_is_recovered_from_the_earlier_one(
    reopened: Reopened, path: Path, state: str
) -> None:
    await made(reopened, path, 10, 10)
    path.unlink()
    if state == "empty":
        path.touch()
    assert recover(path).sequence == 10
    assert state_of(reopened()) == model(0, range(1, 11))


async def test_without_a_state_to_start_from_nothing_is_touched(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 10, 20)
    path.with_name("register.previous").unlink()
    spoil(path, 4)
    before = path.read_bytes()
    with pytest.raises(StoreUnrecoverable):
        recover(path)
    assert path.read_bytes() == before


async def test_the_damaged_file_is_kept(reopened: Reopened, path: Path) -> None:
    await made(reopened, path, 10, 20)
    spoil(path, 4)
    before = path.read_bytes()
    (kept,) = recover(path).kept
    assert kept.read_bytes() == before


async def test_a_sound_register_is_left_alone(reopened: Reopened, path: Path) -> None:
    await made(reopened, path, 3, 5)
    before = path.read_bytes()
    report = recover(path)
    assert (report.sequence, report.lost, report.kept) == (5, 0, ())
    assert path.read_bytes() == before


async def test_a_register_in_use_is_left_alone(reopened: Reopened, path: Path) -> None:
    reopened()
    with pytest.raises(StoreLocked):
        recover(path)


async def test_numbers_of_lost_changes_never_return(reopened: Reopened, path: Path) -> None:
    """Else a later recovery would take a lost change of an old file for a new one."""
    await made(reopened, path, 10, 20)
    spoil(path, -3)
    recover(path)
    assert verify(path).sequence == 20


async def test_an_earlier_file_that_is_the_later_one_is_not_used(
    reopened: Reopened, path: Path
) -> None:
    """A restore that was interrupted leaves the future of the other history beside the file."""
    await made(reopened, path, 0, 5)
    path.with_name("register.previous").write_bytes(path.read_bytes())
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-2]))
    spoil(path, -1)
    assert recover(path).sequence == 2
    assert state_of(reopened()) == model(0, (1, 2))


async def test_an_earlier_file_of_another_register_is_not_used(
    reopened: Reopened, path: Path
) -> None:
    await made(reopened, path, 10, 20)
    earlier = path.with_name("register.previous")
    foreign = re.sub(rb'"register":"\w+"', b'"register":"another"', earlier.read_bytes())
    earlier.write_bytes(foreign)
    spoil(path, 4)
    with pytest.raises(StoreUnrecoverable):
        recover(path)
