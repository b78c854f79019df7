"""Files beside the register: whole under their hash, damage found, nothing needed ever dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.store import FileFolder, StoreFull, files_of
from bot.store.file_operations import LocalFiles
from bot.store.kept_files import sha256_of

TEXT = b"the signed text"
NAME = sha256_of(TEXT)


async def test_a_file_is_given_back_under_its_hash_and_kept_once(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path / "register.files")

    assert [await folder.keep(TEXT), await folder.keep(TEXT)] == [NAME, NAME]

    assert await folder.read(NAME) == TEXT
    assert list(folder.names()) == [NAME]
    assert (folder.folder / NAME).stat().st_mode & 0o777 == 0o600


async def test_a_damaged_file_is_not_given_out_and_mends_when_it_is_sent_again(
    tmp_path: Path,
) -> None:
    folder = FileFolder(tmp_path)
    (tmp_path / NAME).write_bytes(b"the signed tex_")

    assert await folder.read(NAME) is None
    await folder.keep(TEXT)
    assert await folder.read(NAME) == TEXT


@pytest.mark.parametrize("name", ["../register", "", NAME.upper(), f"{NAME}/"])
def test_a_name_that_is_no_hash_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "register").write_bytes(TEXT)

    assert FileFolder(tmp_path / "files").whole(name) is None


class FullDisk(LocalFiles):
    """A disk that takes no flush."""

    def synchronise(self, handle: int) -> None:
        raise OSError(28, "no space left")


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path, FullDisk())

    with pytest.raises(StoreFull):
        folder.put(TEXT)

    assert list(tmp_path.iterdir()) == []


def test_backups_share_one_folder_of_files(tmp_path: Path) -> None:
    first, second = (tmp_path / f"r.sanya.backup-g0001-s0000000{n}" for n in (1, 2))

    assert files_of(first) == files_of(second) == tmp_path / "r.sanya.files"


def test_only_old_files_that_no_register_beside_names_are_dropped(tmp_path: Path) -> None:
    register = tmp_path / "r.sanya"
    folder = FileFolder(files_of(register))
    named, earlier, unnamed, fresh = (folder.put(text) for text in (b"1", b"2", b"3", b"4"))
    register.write_text(f'{{"sha256": "{named}"}}')
    (tmp_path / "r.sanya.previous").write_text(f'"{{\\"sha256\\": \\"{earlier}\\"}}"')
    for name in (named, earlier, unnamed):
        os.utime(folder.folder / name, (1_000, 1_000))

    assert folder.drop_unnamed(register, older_than=2_000) == 1

    assert set(folder.names()) == {named, earlier, fresh}
