"""`sanya check`: every problem of data and settings with its record and field; no failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.conftest import DAY, Sanya, written


def test_what_is_shipped_has_only_one_thing_to_look_at(sanya: Sanya) -> None:
    ran = sanya("check", "--today", DAY)

    assert ran.status == 0
    assert [line.rpartition(": ")[0] for line in ran.lines] == ["line 3, JP-2017-ICT, expires"]
    assert ran.err.startswith("92 records checked, 1 ")


def test_problems_of_the_register_are_told_with_record_and_field(
    sanya: Sanya, tmp_path: Path
) -> None:
    rows = written(
        tmp_path / "rows.jsonl",
        {"id": "A-1", "title": "A", "signed": "2030", "supersedes": ["A-9"]},
        {"id": "A-2", "title": "B", "supersedes": ["A-3"], "evidence": ["x"]},
        {"id": "A-3", "title": "C", "supersedes": ["A-2"], "evidence": ["x"]},
    )
    store = tmp_path / "new.sanya"
    sanya("import", rows, "--store", store)

    ran = sanya("check", "--store", store, "--today", DAY)

    assert ran.status == 0
    assert ran.lines[1:] == [
        "A-1, signed: the day 2030 has not come yet",
        "A-1, evidence: no source is recorded for the record",
        "A-1, supersedes: it names A-9, which is not in the register",
        "A-2, supersedes: the chain comes back to itself: A-2",
        "A-3, supersedes: the chain comes back to itself: A-3",
    ]
    assert ran.err.startswith("3 records checked, 6 ")


def test_an_end_that_the_term_contradicts_is_told_for_the_register_too(
    sanya: Sanya, tmp_path: Path
) -> None:
    rows = written(
        tmp_path / "rows.jsonl",
        {"id": "A-1", "title": "A", "signed": "2020-01-01", "term": {"months": 12},
         "expires": "2022", "evidence": ["x"]},
    )  # fmt: skip
    store = tmp_path / "new.sanya"
    sanya("import", rows, "--store", store)

    ran = sanya("check", "--store", store, "--today", DAY)

    assert "A-1, expires: the recorded end 2022 is not the computed one, 2020-12-31" in ran.lines


def test_what_looks_wrong_depends_on_the_day(sanya: Sanya, store: Path) -> None:
    early = sanya("check", "--store", store, "--today", "2022-01-01")

    assert "JP-2022-ICT, signed: the day 2022-08-05 has not come yet" in early.lines


def test_bad_settings_are_told_all_at_once(sanya: Sanya, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LANGUAGE", "fr"), ("APPROVAL_DAYS", "many"), ("COLOUR", "red")):
        monkeypatch.setenv(f"SANYA_{name}", value)

    ran = sanya("check")

    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "SANYA_LANGUAGE (fr): write one of en, th",
        "SANYA_APPROVAL_DAYS (many): write a number of days, 0 to 3660",
        "SANYA_COLOUR: there is no such setting",
    ]


def test_settings_are_read_from_a_file_beside_it(sanya: Sanya, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SANYA_LANGUAGE=fr\n", encoding="utf-8")

    ran = sanya("check")

    assert ran.status == 1
    assert ran.err == "SANYA_LANGUAGE (fr): write one of en, th\n"
