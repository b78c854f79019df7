"""`sanya import` and `export`: broken lines are named, good ones kept, and twice is once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.agreements.agreement import Agreement
from bot.catalogue.files import data_folder
from bot.catalogue.records import STARTER, read_record_file
from tests.console.conftest import RECORDS, Ran, Sanya, written


def exported(sanya: Sanya, store: Path) -> str:
    ran = sanya("export", "-", "--store", store)
    assert ran.status == 0
    return ran.out


# -- import --------------------------------------------------------------------------------------


def test_new_records_are_counted(sanya: Sanya, records: Path, tmp_path: Path) -> None:
    ran = sanya("import", records, "--store", tmp_path / "new.sanya")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "2 new, 0 changed, 0 the same, 0 not taken\n"


def test_importing_twice_changes_nothing(sanya: Sanya, store: Path, records: Path) -> None:
    before = exported(sanya, store)

    ran = sanya("import", records, "--store", store)

    assert ran.out == "0 new, 0 changed, 2 the same, 0 not taken\n"
    assert exported(sanya, store) == before


def test_a_changed_record_is_counted_as_changed(sanya: Sanya, store: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "more.jsonl", RECORDS[0] | {"expires": "2027"}, RECORDS[1])

    ran = sanya("import", file, "--store", store)

    assert ran.out == "0 new, 1 changed, 1 the same, 0 not taken\n"
    assert '"expires": "2027"' in exported(sanya, store)


def test_records_without_code_are_the_same_the_second_time(sanya: Sanya, tmp_path: Path) -> None:
    file = written(tmp_path / "rows.jsonl", {"title": "MoU on ICT"}, {"title": "MoU on Posts"})
    store = tmp_path / "new.sanya"

    first = sanya("import", file, "--store", store)
    second = sanya("import", file, "--store", store)

    assert first.out == "2 new, 0 changed, 0 the same, 0 not taken\n"
    assert second.out == "0 new, 0 changed, 2 the same, 0 not taken\n"


def test_broken_lines_are_named_by_line_and_field_and_the_good_ones_taken(
    sanya: Sanya, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "rows.jsonl",
        RECORDS[0],
        "{broken",
        {"id": "JP-9", "title": "A", "signed": "2565-08-05", "kind": "pact"},
        RECORDS[1] | {"colour": "red"},
        RECORDS[0],
    )
    store = tmp_path / "new.sanya"

    ran = sanya("import", file, "--store", store)

    assert ran.status == 0
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == [
        "line 2",
        "line 3, JP-9, kind",
        "line 3, JP-9, signed",
        "line 4, LA-2022-ICT, colour",
        "line 5, id",
    ]
    assert ran.out == "2 new, 0 changed, 0 the same, 3 not taken\n"
    assert len(exported(sanya, store).splitlines()) == 2


def test_a_dry_run_tells_what_would_change_and_changes_nothing(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "more.jsonl",
        RECORDS[0] | {"expires": "2027"},
        RECORDS[1],
        {"id": "NEW-1", "title": "A"},
        {"title": "Without code"},
        "{broken",
    )
    before, lines = store.read_bytes(), exported(sanya, store)

    ran = sanya("import", file, "--dry-run", "--store", store)

    assert ran.out == "2 new, 1 changed, 1 the same, 1 not taken; nothing was changed\n"
    assert ran.err == "line 5: this is not a JSON object: {broken\n"
    assert store.read_bytes() == before
    assert exported(sanya, store) == lines


def test_a_dry_run_foresees_what_the_import_then_does(sanya: Sanya, tmp_path: Path) -> None:
    file = written(tmp_path / "rows.jsonl", {"title": "MoU on ICT"})
    store = tmp_path / "new.sanya"
    sanya("import", file, "--store", store)

    foreseen = sanya("import", file, "--dry-run", "--store", store)

    done = sanya("import", file, "--store", store)
    assert foreseen.out == done.out.rstrip() + "; nothing was changed\n"


def test_a_dry_run_makes_no_file(sanya: Sanya, records: Path, tmp_path: Path) -> None:
    ran = sanya("import", records, "--dry-run", "--store", tmp_path / "new.sanya")

    assert ran.out == "2 new, 0 changed, 0 the same, 0 not taken; nothing was changed\n"
    assert [file.name for file in tmp_path.iterdir()] == [records.name]


def test_every_imported_change_is_in_the_history(sanya: Sanya, store: Path) -> None:
    ran = sanya("history", "JP-2022-ICT", "--store", store)

    assert ran.status == 0
    assert "imported by operator (import records.jsonl), revision 1" in ran.lines[0]
    assert '  signed: not recorded → "2022-08-05"' in ran.lines


@pytest.mark.parametrize("name", ["none.jsonl", "."])
def test_a_file_that_cannot_be_read_ends_with_status_2(
    sanya: Sanya, tmp_path: Path, name: str
) -> None:
    ran = sanya("import", tmp_path / name, "--store", tmp_path / "new.sanya")

    assert ran.status == 2
    assert ran.err.startswith("sanya import: ")
    assert not (tmp_path / "new.sanya").exists()


def test_half_a_character_in_one_line_does_not_keep_the_others_out(
    sanya: Sanya, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "rows.jsonl", RECORDS[0], '{"id": "X", "title": "x", "notes": "\\ud800"}'
    )

    ran = sanya("import", file, "--store", tmp_path / "new.sanya")

    assert ran.status == 0
    assert ran.out.startswith(("1 new", "2 new"))


# -- export --------------------------------------------------------------------------------------


def test_an_export_reads_back_as_the_same_records(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"

    ran = sanya("export", file, "--store", store)

    assert ran.status == 0
    assert "2 records written to" in ran.err
    assert ids(file) == ["JP-2022-ICT", "LA-2022-ICT"]
    assert sanya("import", file, "--store", store).out.startswith("0 new, 0 changed, 2 the same")


def test_an_export_into_a_new_register_gives_the_same_export(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "out.jsonl", tmp_path / "other.sanya"
    sanya("export", file, "--store", store)
    sanya("import", file, "--store", other)

    assert exported(sanya, other) == exported(sanya, store)


def test_an_export_is_utf_8_json_lines_with_thai_as_thai(sanya: Sanya, store: Path) -> None:
    lines = exported(sanya, store).splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["JP-2022-ICT", "LA-2022-ICT"]
    assert "ไปรษณีย์" in lines[1]


def test_the_starter_catalogue_comes_out_as_it_went_in(
    sanya: Sanya, tmp_path: Path, starter: tuple[Agreement, ...]
) -> None:
    store, file = tmp_path / "new.sanya", tmp_path / "out.jsonl"
    sanya("import", data_folder() / STARTER, "--store", store)

    ran: Ran = sanya("export", file, "--store", store)

    assert ran.status == 0
    assert read_record_file(file).agreements == starter


def test_a_place_that_cannot_be_written_ends_with_status_2(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    for place in (tmp_path, tmp_path / "no" / "where.jsonl"):
        ran = sanya("export", place, "--store", store)
        assert ran.status == 2
        assert ran.err.startswith("sanya export: ")


def ids(file: Path) -> list[str]:
    return [record.id for record in read_record_file(file).agreements]
