"""The operator's commands: backup, restore, verify, compact and history, each told in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import FileFolder, files_of
from tests.console.conftest import RECORDS, Sanya, written


def test_a_whole_register_is_told_to_be_whole(sanya: Sanya, store: Path) -> None:
    ran = sanya("verify", "--store", store)

    assert ran.status == 0
    assert "2 agreements, 2 audit, 0 unreadable" in ran.out


def test_a_damaged_register_is_told_with_its_line_and_status_1(sanya: Sanya, store: Path) -> None:
    content = store.read_bytes()
    store.write_bytes(content[:-40] + b"#" * 20 + content[-20:])

    ran = sanya("verify", "--store", store)

    assert ran.status == 1
    assert f"{store}, line " in ran.out or "never finished" in ran.out


def test_a_backup_can_be_put_back(sanya: Sanya, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    kept = sanya("export", "-", "--store", store).out
    assert sanya("backup", folder, "--store", store).status == 0
    file = written(tmp_path / "more.jsonl", RECORDS[0] | {"notes": "spoilt"})
    sanya("import", file, "--store", store)

    ran = sanya("restore", folder, "--store", store)

    assert ran.status == 0
    assert "kept what stood there: " in ran.out
    assert sanya("export", "-", "--store", store).out == kept


def test_of_a_folder_of_backups_the_latest_is_put_back(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for number in range(9, 12):
        file = written(tmp_path / "more.jsonl", RECORDS[0] | {"notes": f"change {number}"})
        sanya("import", file, "--store", store)
        sanya("backup", folder, "--store", store)

    sanya("restore", folder, "--store", tmp_path / "other.sanya")

    assert '"change 11"' in sanya("export", "-", "--store", tmp_path / "other.sanya").out


def test_a_backup_holds_what_is_attached_and_verify_tells_what_is_missing(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    """An attached file comes back with the register, also where its folder was lost."""
    sha256 = FileFolder(files_of(store)).put(b"the signed text")
    evidence = [{"source": "signed.pdf", "file": {"sha256": sha256, "size": 15}}]
    file = written(tmp_path / "more.jsonl", RECORDS[0] | {"evidence": evidence})
    sanya("import", file, "--store", store)
    assert "1 attached file" in sanya("backup", tmp_path / "backups", "--store", store).out
    assert sanya("verify", "--store", store).status == 0
    (files_of(store) / sha256).write_bytes(b"the signed tex_")
    damaged = sanya("verify", "--store", store)
    (files_of(store) / sha256).unlink()
    missing = sanya("verify", "--store", store)

    sanya("restore", tmp_path / "backups", "--store", store)

    assert (damaged.status, missing.status) == (1, 1)
    assert f"the attached file {sha256} in " in damaged.out
    assert f"the attached file {sha256} is missing" in missing.out
    assert sanya("verify", "--store", store).status == 0


def test_without_a_backup_there_is_nothing_to_put_back(sanya: Sanya, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for place in (tmp_path / "empty", tmp_path / "none"):
        ran = sanya("restore", place, "--store", tmp_path / "new.sanya")
        assert ran.status == 2
        assert "there is no backup in" in ran.err


def test_compacting_keeps_every_record(sanya: Sanya, store: Path) -> None:
    before = sanya("export", "-", "--store", store).out

    ran = sanya("compact", "--store", store)

    assert ran.status == 0
    assert "bytes before" in ran.out
    assert sanya("export", "-", "--store", store).out == before


@pytest.mark.parametrize(
    "command", [("verify",), ("compact",), ("backup", "backups"), ("history", "JP-1")], ids=" ".join
)
def test_a_register_that_is_not_there_is_told_and_not_made(
    sanya: Sanya, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = sanya(*command, "--store", tmp_path / "none.sanya")

    assert ran.status == 1
    assert "none.sanya" in ran.err
    assert not (tmp_path / "none.sanya").exists()


def test_a_history_is_found_by_a_code_typed_in_any_case(sanya: Sanya, store: Path) -> None:
    assert sanya("history", "jp-2022-ict", "--store", store).lines == (
        sanya("history", "JP-2022-ICT", "--store", store).lines
    )


def test_no_history_is_told(sanya: Sanya, store: Path) -> None:
    ran = sanya("history", "JP-9", "--store", store)

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "no change of JP-9 is recorded\n"
