"""`sanya chat` from a pipe: questions, follow-ups, numbers for buttons, pages, and an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.conftest import DAY, Sanya, written


@pytest.fixture
def many(sanya: Sanya, tmp_path: Path) -> Path:
    """A register of twelve agreements with China."""
    rows = [
        {"id": f"CN-{2000 + n}-ICT", "title": f"Memorandum number {n} with China", "kind": "mou",
         "parties": [{"name": "China", "country": "CN"}], "signed": str(2000 + n)}
        for n in range(1, 13)
    ]  # fmt: skip
    path = tmp_path / "many.sanya"
    sanya("import", written(tmp_path / "rows.jsonl", *rows), "--store", path)
    return path


def turns(sanya: Sanya, store: Path, *said: str, language: str | None = None) -> list[str]:
    """Return the greeting, then what is printed for each line said, its echo included."""
    options = ["--lang", language] if language else []
    text = "".join(f"{line}\n" for line in said)
    ran = sanya("chat", "--store", store, "--today", DAY, *options, stdin=text)
    assert (ran.status, ran.err) == (0, "")
    return ran.out.split("\n> ")


def test_it_greets_with_what_can_be_asked(sanya: Sanya, store: Path) -> None:
    (greeting,) = turns(sanya, store)

    assert greeting.startswith("Ask me about the 2 agreements on record")


def test_it_greets_in_the_language_asked_for(sanya: Sanya, store: Path) -> None:
    (greeting,) = turns(sanya, store, language="th")

    assert any("\u0e01" <= letter <= "\u0e5b" for letter in greeting)


def test_each_line_is_echoed_and_answered(sanya: Sanya, store: Path) -> None:
    _, first, second = turns(sanya, store, "when does JP-2022-ICT expire?", "and Laos?")

    assert first.startswith("when does JP-2022-ICT expire?\n⏳ Ends on 4 August 2027")
    assert "LA-2022-ICT" in second


def test_a_follow_up_keeps_to_the_agreement_in_focus(sanya: Sanya, store: Path) -> None:
    turn = turns(sanya, store, "JP-2022-ICT", "when was it signed?")[2]

    assert "Signed on 5 August 2022, 4 years" in turn.splitlines()[1]


def test_a_number_opens_what_stands_behind_it(sanya: Sanya, many: Path) -> None:
    listed, opened = turns(sanya, many, "list all agreements with China", "2")[1:]

    second = next(line for line in listed.splitlines() if line.startswith("2. "))
    assert second.split()[1] in opened
    assert "[1] [2]" in listed


def test_a_letter_turns_the_page_and_back(sanya: Sanya, many: Path) -> None:
    first, second, back = turns(sanya, many, "list all agreements with China", "a", "a")[1:]

    assert "[a: " in first
    assert "9." not in first
    assert "9. " in second
    assert back.split() == ["a", *first.split()[5:]]


def test_a_number_without_buttons_is_a_question(sanya: Sanya, store: Path) -> None:
    turn = turns(sanya, store, "2")[1]

    assert turn.splitlines()[1]


@pytest.mark.parametrize("word", [" QUIT ", "ออก"])
def test_a_word_of_leaving_ends_the_conversation(sanya: Sanya, store: Path, word: str) -> None:
    assert len(turns(sanya, store, "Japan", word, "Laos")) == 2


def test_the_end_of_the_input_ends_the_conversation(sanya: Sanya, store: Path) -> None:
    ran = sanya("chat", "--store", store, "--today", DAY, stdin="Japan")

    assert ran.status == 0
    assert ran.out.endswith("\n\n")


def test_odd_lines_are_answered_too(sanya: Sanya, store: Path) -> None:
    said = ("", "💥", "x" * 5_000, "\x1b[2J", "<b>&", "9")

    answers = turns(sanya, store, *said)[1:]

    assert len(answers) == len(said)
    assert all(answer.strip() for answer in answers)


def test_talking_changes_no_file(sanya: Sanya, store: Path) -> None:
    before = store.read_bytes()

    turns(sanya, store, "Japan", "1", "a")

    assert store.read_bytes() == before
