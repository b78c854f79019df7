"""What an operator does: back up and restore, verify, rewrite."""
# ruff: noqa: ASYNC240 - in a test nobody else waits for the loop

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import (
    Schema,
    Store,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreTooNew,
    StoreUnavailable,
)
from bot.store.upkeep import backup, compact, restore, verify
from tests.faults.workload import job, model, state_of

Reopened = Callable[..., Store]


async def write(store: Store, *numbers: int) -> Store:
    for number in numbers:
        await store.commit(job(0, number))
    return store


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder for backups."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


async def test_a_backup_is_made_while_the_register_is_written(
    reopened: Reopened, path: Path, target: Path
) -> None:
    store = await write(reopened(), 1, 2, 3)
    report = backup(path, target)
    await write(store, 4)
    assert (report.sequence, report.copy.parent) == (3, target)
    assert report.length == report.copy.stat().st_size
    assert verify(report.copy).problems == ()
    assert [file.name for file in target.iterdir()] == [report.copy.name]


async def test_the_restore_drill(reopened: Reopened, path: Path, target: Path) -> None:
    store = await write(reopened(), 1, 2, 3)
    copy = backup(path, target).copy
    await write(store, 4)
    await store.close()
    report = restore(copy, path)
    assert (report.sequence, report.rows["progress"]) == (3, 1)
    assert state_of(await write(reopened(), 5)) == model(0, (1, 2, 3, 5))


async def test_a_backup_is_restored_where_nothing_is_left(
    reopened: Reopened, path: Path, target: Path
) -> None:
    store = await write(reopened(), 1, 2)
    copy = backup(path, target).copy
    await store.close()
    for file in path.parent.glob("register*"):
        file.unlink()
    restore(copy, path)
    assert state_of(reopened()) == model(0, (1, 2))


async def test_what_stood_there_before_a_restore_is_kept(
    reopened: Reopened, path: Path, target: Path
) -> None:
    store = await write(reopened(), 1)
    copy = backup(path, target).copy
    await store.close()
    compact(path)
    store = await write(reopened(), 2)
    await store.close()
    before, earlier = path.read_bytes(), path.with_name("register.previous").read_bytes()
    kept = restore(copy, path).kept
    assert [file.read_bytes() for file in kept] == [before, earlier]
    assert not path.with_name("register.previous").exists()


async def test_a_register_in_use_is_not_restored_over(
    reopened: Reopened, path: Path, target: Path
) -> None:
    await write(reopened(), 1)
    copy = backup(path, target).copy
    with pytest.raises(StoreLocked):
        restore(copy, path)


async def test_a_damaged_backup_is_not_restored(
    reopened: Reopened, path: Path, target: Path
) -> None:
    store = await write(reopened(), 1, 2)
    copy = backup(path, target).copy
    await store.close()
    copy.write_bytes(copy.read_bytes().replace(b'"s":1', b'"s":7'))
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        restore(copy, path)
    assert path.read_bytes() == before


async def test_a_backup_of_a_newer_program_is_not_restored(
    reopened: Reopened, path: Path, target: Path
) -> None:
    await write(reopened(schema=Schema(2)), 1)
    copy = backup(path, target).copy
    with pytest.raises(StoreTooNew):
        restore(copy, path.with_name("other"))


async def test_a_damaged_register_is_not_backed_up(
    reopened: Reopened, path: Path, target: Path
) -> None:
    store = await write(reopened(), 1, 2)
    await store.close()
    path.write_bytes(path.read_bytes().replace(b'"s":1', b'"s":7'))
    with pytest.raises(StoreDamaged):
        backup(path, target)
    assert list(target.iterdir()) == []


async def test_a_backup_leaves_an_unfinished_line_behind(
    reopened: Reopened, path: Path, target: Path
) -> None:
    await write(reopened(), 1)
    with path.open("r+b") as file:
        file.seek(path.read_bytes().rindex(b"\n") + 1)
        file.write(b"01234567 99 half")
    assert verify(path).unfinished == 16
    assert verify(backup(path, target).copy).unfinished == 0


async def test_a_backup_that_cannot_be_put_in_its_folder_names_the_folder(
    reopened: Reopened, path: Path, tmp_path: Path
) -> None:
    reopened()
    with pytest.raises(StoreUnavailable) as refused:
        backup(path, tmp_path / "missing")
    assert refused.value.path == tmp_path / "missing"


async def test_a_sound_register_is_told_in_numbers(reopened: Reopened, path: Path) -> None:
    await write(reopened(), *range(1, 8))
    found, state = verify(path), model(0, range(1, 8))
    assert (found.problems, found.unfinished) == ((), 0)
    assert (found.schema, found.generation, found.sequence, found.frames) == (1, 1, 7, 7)
    assert found.rows == {name: len(rows) for name, rows in state.items()}


async def test_every_bad_line_of_a_register_is_told(reopened: Reopened, path: Path) -> None:
    store = await write(reopened(), 1, 2, 3, 4)
    await store.close()
    for number in (b"2", b"4"):
        path.write_bytes(path.read_bytes().replace(b'{"s":' + number, b'{"s":9'))
    assert [problem.line for problem in verify(path).problems] == [4, 6]


@pytest.mark.parametrize("act", [verify, compact, lambda path: backup(path, path.parent)])
def test_what_is_not_there_is_missing(act: Callable[[Path], object], path: Path) -> None:
    with pytest.raises(StoreMissing):
        act(path)
    assert list(path.parent.iterdir()) == []


async def test_rewriting_takes_the_history_out(reopened: Reopened, path: Path) -> None:
    store = await write(reopened(), *range(1, 60))
    with pytest.raises(StoreLocked):
        compact(path)
    await store.close()
    report = compact(path)
    assert report.length_after == path.stat().st_size < report.length_before
    assert (verify(path).frames, verify(path).generation) == (0, 2)
    assert state_of(reopened()) == model(0, range(1, 60))
