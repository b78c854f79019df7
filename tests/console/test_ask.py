"""`sanya ask`: one question, one answer, plain or as the JSON object that is promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.records import starter_catalogue
from tests.console.conftest import DAY, Sanya

#: The keys of the contract, in its order; of `understood` those that are always there.
KEYS = ["question", "language", "understood", "kind", "total", "matches", "answer"]
UNDERSTOOD = ["parties", "scope_areas", "kinds", "status", "dates", "asks", "words"]


def asked(sanya: Sanya, *arguments: object) -> dict[str, Any]:
    """Return the one object that `ask --json` prints."""
    ran = sanya("ask", *arguments, "--json", "--today", DAY)
    assert ran.status == 0
    (answer,) = ran.objects
    return answer


def asked_in_turn(sanya: Sanya, *arguments: object) -> list[dict[str, Any]]:
    """Return the answers to several questions, none a follow-up; options come after them."""
    place = arguments.index("--store") if "--store" in arguments else len(arguments)
    rows = [{"id": number, "text": text} for number, text in enumerate(arguments[:place])]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    ran = sanya("ask", "--batch", "-", "--today", DAY, *arguments[place:], stdin=lines)
    assert ran.status == 0
    return ran.objects


# -- plain ---------------------------------------------------------------------------------------


def test_the_answer_is_printed_the_asked_for_thing_first(sanya: Sanya) -> None:
    ran = sanya("ask", "when does the Finland MoU expire?", "--today", DAY)

    assert ran.status == 0
    assert ran.lines[0] == "⌛ Ended on 21 August 2024, 2 years 3 months ago."
    assert ran.err == ""


def test_a_question_needs_no_quotation_marks(sanya: Sanya, store: Path) -> None:
    quoted = sanya("ask", "who signed with Japan", "--store", store, "--today", DAY)
    loose = sanya("ask", "who", "signed", "with", "Japan", "--store", store, "--today", DAY)

    assert quoted.out == loose.out


def test_no_style_and_no_markup_goes_into_a_pipe(sanya: Sanya, store: Path) -> None:
    ran = sanya("ask", "JP-2022-ICT", "--store", store, "--today", DAY)

    assert "JP-2022-ICT" in ran.out
    assert "\x1b" not in ran.out
    assert "<b>" not in ran.out


def test_the_language_is_that_of_the_question_unless_another_is_asked_for(
    sanya: Sanya, store: Path
) -> None:
    thai = sanya("ask", "ข้อตกลงกับญี่ปุ่นหมดอายุเมื่อไหร่", "--store", store, "--today", DAY)
    in_english = sanya(
        "ask", "ข้อตกลงกับญี่ปุ่นหมดอายุเมื่อไหร่", "--lang", "en", "--store", store, "--today", DAY
    )
    in_thai = sanya("ask", "Japan", "--lang", "th", "--store", store, "--today", DAY)

    assert "4 สิงหาคม พ.ศ. 2570 (2027)" in thai.out
    assert "4 August 2027" in in_english.out
    assert "4 สิงหาคม พ.ศ. 2570 (2027)" in in_thai.out


def test_the_day_can_be_given(sanya: Sanya, store: Path) -> None:
    before = sanya("ask", "when does JP-2022-ICT expire", "--store", store, "--today", "2027-08-04")
    after = sanya("ask", "when does JP-2022-ICT expire", "--store", store, "--today", "2027-08-05")

    assert before.lines[0].startswith("⏳ Ends on 4 August 2027 (today")
    assert after.lines[0].startswith("⌛ Ended on 4 August 2027")


@pytest.mark.parametrize("question", ["", "x" * 20_000, "\x00\x1b[2J", "\udcff"])
def test_any_text_gets_an_answer_and_status_0(sanya: Sanya, store: Path, question: str) -> None:
    ran = sanya("ask", question, "--store", store, "--today", DAY)

    assert ran.status == 0
    assert 0 < len(ran.out) < 2_000
    assert "\x1b" not in ran.out


def test_a_day_at_the_end_of_the_calendar_is_answered_or_refused(sanya: Sanya, store: Path) -> None:
    question = "which agreements expire in the next 6 months"

    assert sanya("ask", question, "--store", store, "--today", "9999-12-31").status in (0, 2)


# -- as JSON -------------------------------------------------------------------------------------


def test_the_object_has_the_promised_keys_in_their_order(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "when does the Laos MoU expire?", "--store", store)

    assert list(answer) == KEYS
    assert list(answer["understood"])[: len(UNDERSTOOD)] == UNDERSTOOD


def test_what_was_understood_is_told(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "when does the Laos MoU expire?", "--store", store)

    assert answer["question"] == "when does the Laos MoU expire?"
    assert answer["language"] == "en"
    assert answer["understood"]["parties"] == ["LA"]
    assert answer["understood"]["kinds"] == ["mou"]
    assert answer["understood"]["asks"] == ["expires"]
    assert answer["understood"]["status"] is None
    assert answer["understood"]["dates"] == []


def test_a_date_range_is_told_by_field_from_and_to(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "what did we sign in 2565", "--store", store)

    assert answer["understood"]["dates"] == [
        {"field": "signed", "from": "2022-01-01", "to": "2022-12-31"}
    ]


def test_a_status_is_told_as_it_is_written(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "which agreements are in force", "--store", store)

    assert answer["understood"]["status"] == "in-force"


def test_a_match_says_why_it_matches(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "JP-2022-ICT", "--store", store)

    assert answer["kind"] == "one"
    assert answer["total"] == 1
    first = answer["matches"][0]
    assert list(first) == ["id", "title", "score", "because"]
    assert first["id"] == "JP-2022-ICT"
    assert first["title"] == "Memorandum of Cooperation on ICT with Japan"


def test_the_plain_answer_is_the_same_text(sanya: Sanya, store: Path) -> None:
    plain = sanya("ask", "JP-2022-ICT", "--store", store, "--today", DAY).out
    answer = asked(sanya, "JP-2022-ICT", "--store", store)["answer"]

    assert answer.strip() == plain.strip()


def test_the_kind_of_an_answer_is_one_of_six(sanya: Sanya, store: Path) -> None:
    expected = {
        "JP-2022-ICT": "one",
        "when does the ICT memorandum expire": "choice",
        "which agreements are in force": "list",
        "how many agreements are there": "count",
        "agreement with Brazil": "none",
        "help": "help",
    }

    answers = asked_in_turn(sanya, *expected, "--store", store)

    assert {answer["question"]: answer["kind"] for answer in answers} == expected


def test_for_nothing_on_record_the_nearest_are_told_as_such(sanya: Sanya, store: Path) -> None:
    answer = asked(sanya, "agreement with Japan on whaling", "--store", store)

    assert (answer["kind"], answer["total"]) == ("none", 0)
    assert answer["matches"]
    assert all(match["nearest"] for match in answer["matches"])


def test_what_answers_comes_first_and_the_nearest_after_it_are_marked(sanya: Sanya) -> None:
    answers = asked_in_turn(
        sanya, "when does the japan one expire", "all agreements with China", "Finland", "whaling"
    )

    for answer in answers:
        matches = answer["matches"]
        assert len(matches) >= min(10, answer["total"])
        assert len({match["id"] for match in matches}) == len(matches)
        assert {match["id"] for match in matches} <= {a.id for a in starter_catalogue().agreements}
        marks = [bool(match.get("nearest")) for match in matches]
        assert marks == sorted(marks)
        if answer["kind"] in ("list", "choice"):
            assert marks.count(False) == answer["total"]


# -- the register it asks ------------------------------------------------------------------------


def test_without_a_register_the_starter_catalogue_is_asked_and_no_file_is_made(
    sanya: Sanya, tmp_path: Path
) -> None:
    answer = asked(sanya, "JP-2022-ICT")

    assert answer["kind"] == "one"
    assert list(tmp_path.iterdir()) == []


def test_a_register_file_that_is_not_there_is_made_and_empty(sanya: Sanya, tmp_path: Path) -> None:
    answer = asked(sanya, "JP-2022-ICT", "--store", tmp_path / "folder" / "new.sanya")

    assert answer["kind"] == "none"
    assert (tmp_path / "folder" / "new.sanya").exists()


def test_the_configured_register_is_asked_when_none_is_named(
    sanya: Sanya, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANYA_STORE", str(store))

    assert asked(sanya, "how many agreements are there")["total"] == 2


def test_a_register_that_should_begin_empty_begins_empty(
    sanya: Sanya, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANYA_STARTER", "no")

    assert asked(sanya, "how many agreements are there")["total"] == 0


def test_asking_changes_no_file(sanya: Sanya, store: Path) -> None:
    before = store.read_bytes()

    asked(sanya, "JP-2022-ICT", "--store", store)

    assert store.read_bytes() == before
