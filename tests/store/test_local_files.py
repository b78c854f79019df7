"""The file operations on a real disk, and the package's place among the others."""

import ast
import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

import bot.store
from bot.store import StoreUnsupported
from bot.store.file_operations import LocalFiles


def refuse_full_flush(number: int, calls: list[int]) -> SimpleNamespace:
    """Return a stand-in for `fcntl` on a Mac whose disk answers with errno `number`."""

    def fcntl(_handle: int, command: int) -> None:
        calls.append(command)
        if number:
            raise OSError(number, "no")

    return SimpleNamespace(fcntl=fcntl, F_FULLFSYNC=51)


@pytest.fixture
def handle(tmp_path: Path) -> int:
    return LocalFiles().create(tmp_path / "file")


def on_a_mac(number: int, calls: list[int], flushed: list[int]) -> LocalFiles:
    files = LocalFiles()
    files._fcntl = refuse_full_flush(number, calls)  # type: ignore[assignment] # a stand-in
    files._full_flush = 51
    files._flush = flushed.append
    return files


@pytest.mark.parametrize(
    ("number", "plain_flushes"), [(0, 0), (errno.ENOTSUP, 1), (errno.EINVAL, 1)]
)
def test_a_mac_flushes_through_its_drive_where_the_drive_can(
    handle: int, number: int, plain_flushes: int
) -> None:
    calls: list[int] = []
    flushed: list[int] = []
    on_a_mac(number, calls, flushed).synchronise(handle)
    assert (calls, len(flushed)) == ([51], plain_flushes)


def test_a_failed_flush_of_a_mac_is_a_failed_flush(handle: int) -> None:
    with pytest.raises(OSError, match="no"):
        on_a_mac(errno.EIO, [], []).synchronise(handle)


def test_a_disk_without_locks_is_refused(tmp_path: Path) -> None:
    def flock(_handle: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    files = LocalFiles()
    files._fcntl = SimpleNamespace(flock=flock, LOCK_EX=2, LOCK_NB=4)  # type: ignore[assignment] # a stand-in
    with pytest.raises(StoreUnsupported, match="no locks available"):
        files.lock(tmp_path / "lock")


def test_a_file_is_recognised_under_each_of_its_names(tmp_path: Path) -> None:
    files = LocalFiles()
    handle = files.create(tmp_path / "one")
    files.link(tmp_path / "one", tmp_path / "two")
    files.close(files.create(tmp_path / "three"))
    names = [tmp_path / name for name in ("one", "two", "three", "four")]
    assert [files.is_at(handle, name) for name in names] == [True, True, False, False]


def test_the_store_imports_nothing_else_of_the_project() -> None:
    folder = Path(bot.store.__file__).parent
    imported = {
        node.module
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bot")
    }
    assert {name for name in imported if not name.startswith("bot.store")} == set()
