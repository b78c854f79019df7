"""`sanya ask --batch`: a file of questions answered in one process, follow-ups included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import DAY, Ran, Sanya, written
from tests.console.test_ask import KEYS


def answered(sanya: Sanya, store: Path, *rows: object) -> list[dict[str, Any]]:
    """Return the answers to lines read from standard input."""
    ran = from_stdin(sanya, store, *rows)
    assert ran.status == 0, ran.err
    return ran.objects


def from_stdin(sanya: Sanya, store: Path, *rows: object) -> Ran:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    text = "".join(f"{line}\n" for line in lines)
    return sanya("ask", "--batch", "-", "--store", store, "--today", DAY, stdin=text)


def named(answers: list[dict[str, Any]]) -> list[list[str]]:
    """Return the ids that answer each question."""
    return [[m["id"] for m in answer["matches"] if not m.get("nearest")] for answer in answers]


def test_each_line_is_answered_with_its_id_before_the_keys_of_an_answer(
    sanya: Sanya, store: Path
) -> None:
    answers = answered(sanya, store, {"id": "a", "text": "Japan"}, {"id": 7, "text": "ข้อตกลงกับลาว"})

    assert [list(answer) for answer in answers] == [["id", *KEYS]] * 2
    assert [answer["id"] for answer in answers] == ["a", 7]
    assert [answer["language"] for answer in answers] == ["en", "th"]
    assert named(answers) == [["JP-2022-ICT"], ["LA-2022-ICT"]]


def test_a_file_is_answered_like_standard_input(sanya: Sanya, store: Path, tmp_path: Path) -> None:
    rows = ({"id": "a", "text": "Japan"}, {"id": "b", "text": "and Laos?", "after": "a"})
    file = written(tmp_path / "questions.jsonl", *rows)

    ran = sanya("ask", "--batch", file, "--store", store, "--today", DAY)

    assert ran.objects == answered(sanya, store, *rows)


def test_a_line_with_after_follows_up_the_line_of_that_id(sanya: Sanya, store: Path) -> None:
    answers = answered(
        sanya,
        store,
        {"id": "a", "text": "JP-2022-ICT"},
        {"id": "b", "text": "LA-2022-ICT"},
        {"id": "c", "text": "when does it end?", "after": "a"},
        {"id": "d", "text": "when was it signed?", "after": "c"},
    )

    assert named(answers[2:]) == [["JP-2022-ICT"], ["JP-2022-ICT"]]
    assert answers[2]["answer"].startswith("⏳ Ends on 4 August 2027")
    assert "5 August 2022" in answers[3]["answer"].splitlines()[0]


def test_two_lines_may_follow_up_the_same_one(sanya: Sanya, store: Path) -> None:
    answers = answered(
        sanya,
        store,
        {"id": "a", "text": "JP-2022-ICT"},
        {"id": "b", "text": "and with Laos?", "after": "a"},
        {"id": "c", "text": "when does it end?", "after": "a"},
    )

    assert named(answers[1:]) == [["LA-2022-ICT"], ["JP-2022-ICT"]]


def test_a_line_without_after_is_a_question_of_its_own(sanya: Sanya, store: Path) -> None:
    answers = answered(
        sanya, store, {"id": "a", "text": "JP-2022-ICT"}, {"id": "b", "text": "when does it end?"}
    )

    assert answers[1]["kind"] == "none"


@pytest.mark.parametrize("first", [{}, {"id": None}, {"id": "None"}])
def test_a_line_without_after_is_one_of_its_own_after_a_line_without_id_too(
    sanya: Sanya, store: Path, first: dict[str, object]
) -> None:
    answers = answered(
        sanya, store, first | {"text": "JP-2022-ICT"}, {"id": "b", "text": "when does it end?"}
    )

    assert answers[1]["kind"] == "none"


def test_a_follow_up_of_an_unknown_line_is_a_question_of_its_own(sanya: Sanya, store: Path) -> None:
    (answer,) = answered(sanya, store, {"id": "b", "text": "when does it end?", "after": "a"})

    assert answer["kind"] == "none"


def test_one_language_for_all_answers_can_be_asked_for(sanya: Sanya, store: Path) -> None:
    line = json.dumps({"id": "a", "text": "Japan"}) + "\n"

    ran = sanya("ask", "--batch", "-", "--lang", "th", "--store", store, "--today", DAY, stdin=line)

    assert "พ.ศ. 2570" in ran.objects[0]["answer"]


def test_empty_lines_are_passed_over(sanya: Sanya, store: Path) -> None:
    answers = answered(sanya, store, "", {"id": "a", "text": "Japan"}, "   ")

    assert [answer["id"] for answer in answers] == ["a"]


def test_any_text_is_answered(sanya: Sanya, store: Path) -> None:
    texts = ["", "💥", "x" * 9_000, "\x00", "🇯🇵", "Milloin?", "'; DROP TABLE", "<b>&"]

    answers = answered(sanya, store, *({"id": n, "text": text} for n, text in enumerate(texts)))

    assert len(answers) == len(texts)
    assert all(answer["answer"] for answer in answers)


@pytest.mark.parametrize("line", ["{broken", "[1]", '{"text": 5}'])
def test_a_line_that_is_no_question_is_named_and_ends_with_status_2(
    sanya: Sanya, store: Path, line: str
) -> None:
    ran = from_stdin(sanya, store, {"id": "a", "text": "Japan"}, line)

    assert ran.status == 2
    assert ran.err == '-: line 2 is not {"id": ..., "text": ...}\n'
    assert [answer["id"] for answer in ran.objects] == ["a"]


def test_a_file_that_is_not_there_ends_with_status_2(sanya: Sanya, tmp_path: Path) -> None:
    ran = sanya("ask", "--batch", tmp_path / "none.jsonl")

    assert ran.status == 2
    assert "none.jsonl: No such file" in ran.err


@pytest.mark.parametrize("separator", ["\u2028", "\x85"])
def test_a_line_separator_within_a_question_does_not_end_the_line(
    sanya: Sanya, store: Path, tmp_path: Path, separator: str
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"id": "a", "text": "Japan{separator}"}}\n', encoding="utf-8")

    ran = sanya("ask", "--batch", file, "--store", store, "--today", DAY)

    assert ran.status == 0
    assert [answer["id"] for answer in ran.objects] == ["a"]


def test_a_file_that_is_no_text_ends_with_status_2(
    sanya: Sanya, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b'{"id": "a", "text": "caf\xe9"}\n')

    assert sanya("ask", "--batch", file, "--store", store).status == 2
