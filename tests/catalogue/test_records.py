"""Files of records: each line by itself, so that one broken line takes no other with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.agreements.errors import Reason
from bot.catalogue.records import (
    ReadFile,
    all_problems,
    problems_between,
    read_record_file,
    read_records,
)
from tests.conftest import TODAY, agreement

GOOD: dict[str, object] = {
    "id": "JP-1",
    "title": "Postal field",
    "evidence": ["https://example.org"],
}


def lines(*records: object) -> list[str]:
    return [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]


def ids(read: ReadFile) -> list[str]:
    return [record.id for record in read.agreements]


def sentences(read: ReadFile) -> list[str]:
    return [str(problem) for problem in read.problems]


# -- line by line --------------------------------------------------------------------------------


def test_a_broken_line_is_named_and_the_good_ones_load() -> None:
    read = read_records(
        lines(GOOD, "{broken", {"id": "JP-2", "title": "B", "signed": "2565"}, GOOD | {"id": "C"})
    )

    assert ids(read) == ["JP-1", "C"]
    assert sentences(read) == [
        "line 2: this is not a JSON object: {broken",
        "line 3, JP-2, signed: 2565 looks like a Buddhist year; write 2022",
    ]


def test_empty_lines_count_but_say_nothing() -> None:
    read = read_records(lines("", "  \n", "{broken"))

    assert sentences(read) == ["line 3: this is not a JSON object: {broken"]


def test_a_code_used_twice_keeps_the_first_whatever_the_case() -> None:
    read = read_records(lines(GOOD, GOOD | {"id": "jp-1", "title": "Another"}))

    assert [record.title.en for record in read.agreements] == ["Postal field"]
    assert sentences(read) == ["line 2, id: the code jp-1 is used twice"]


def test_records_without_code_are_all_kept() -> None:
    read = read_records(lines({"title": "A"}, {"title": "A"}, GOOD))

    assert ids(read) == ["JP-1", "", ""]


def test_a_warning_keeps_its_line() -> None:
    read = read_records(lines(GOOD | {"colour": "red"}))

    assert ids(read) == ["JP-1"]
    assert sentences(read) == [
        "line 1, JP-1, colour: the key colour is not known; it was not taken over"
    ]


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beginning", "line_end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n")]
)
def test_a_file_may_begin_with_a_mark_and_end_its_lines_either_way(
    tmp_path: Path, beginning: bytes, line_end: bytes
) -> None:
    file = tmp_path / "records.jsonl"
    rows = lines(GOOD, GOOD | {"id": "TH-1", "title": "ไปรษณีย์"})
    file.write_bytes(beginning + line_end.join(row.encode() for row in rows))

    read = read_record_file(file)

    assert (ids(read), sentences(read)) == (["JP-1", "TH-1"], [])


def test_bytes_that_are_no_text_spoil_only_their_line(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"\xff\xfe\x00\n" + lines(GOOD)[0].encode())

    read = read_record_file(file)

    assert ids(read) == ["JP-1"]
    assert [(p.line, p.reason) for p in read.problems] == [(1, Reason.NOT_JSON)]


def test_line_separators_within_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(lines(GOOD | {"notes": "one\u2028two\x85three"})[0], encoding="utf-8")

    assert ids(read_record_file(file)) == ["JP-1"]


def test_an_empty_file_holds_no_records(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"")

    assert read_record_file(file) == ReadFile((), ())


# -- between records -----------------------------------------------------------------------------


def test_a_link_to_a_record_that_is_not_there_is_told_with_its_field() -> None:
    records = [agreement(GOOD | {"related": ["JP-1", "JP-9"], "amends": ["JP-8"]})]

    assert [str(problem) for problem in problems_between(records)] == [
        "JP-1, amends: it names JP-8, which is not in the register",
        "JP-1, related: it names JP-9, which is not in the register",
    ]


def test_texts_that_replace_each_other_in_a_circle_are_all_told() -> None:
    records = [
        agreement({"id": "A", "supersedes": ["B"]}),
        agreement({"id": "B", "supersedes": ["C"]}),
        agreement({"id": "C", "supersedes": ["A"]}),
        agreement({"id": "D", "supersedes": ["A"]}),
    ]

    circular = [p.record for p in problems_between(records) if p.reason is Reason.CIRCULAR]

    assert circular == ["A", "B", "C"]


def test_all_problems_are_told_those_of_lines_of_days_and_between() -> None:
    read = read_records(
        lines(
            {"id": "A", "title": "A", "signed": "2030", "supersedes": ["B"], "colour": "red"},
            "{broken",
        )
    )

    assert [p.reason for p in all_problems(read, TODAY)] == [
        Reason.UNKNOWN_KEY,
        Reason.NOT_JSON,
        Reason.SIGNED_IN_FUTURE,
        Reason.NO_SOURCE,
        Reason.DANGLING_ID,
    ]
    assert all(p.record == "A" for p in all_problems(read, TODAY) if not p.line)
