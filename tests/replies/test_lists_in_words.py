"""Lists, choices, counts, comparisons and histories in words."""

from __future__ import annotations

import re

import pytest

from bot.replies.answers import reply_to
from bot.replies.filter_words import filter_text
from bot.replies.words import words_in
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> list[str]:
    reply = reply_to(desk.ask(text, TODAY), desk.view(TODAY))
    return [line.text for line in reply.lines]


def talked(desk: Desk, *texts: str) -> list[str]:
    """Say one thing after another and return the lines of the last reply."""
    context: Context | None = None
    for text in texts:
        answer = desk.ask(text, TODAY, context=context)
        context = Context.after(answer, context)
    return [line.text for line in reply_to(answer, desk.view(TODAY)).lines]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("MoUs signed in 2018", "MoU, MoC, signed 2018: 7"),
        ("which MoUs end in the next 12 months", "MoU, MoC, ending 22 Nov 2026–22 Nov 2027: 2"),
        ("agreements in force", "In force: 5"),
        ("agreements with Finland", "With Finland: 2"),
        ("agreements with Japan or Finland", "With Japan, Finland: 10"),
        ("everything except Japan", "Without Japan: 84"),
        ("agreements on AI", "On Artificial intelligence: 11"),
        ("agreements without an end date", "Without a recorded end: 68"),
        ("agreements not verified for a year", "Not verified since 22 November 2025: 92"),
        ("agreements signed before 2005", "Signed until 31 December 2004: 2"),
        ("agreements with China without companies", "With China, without companies: 11"),
        ("list everything", "All agreements on record: 92"),
        ("MoU ที่ลงนามปี 2561 มีอะไรบ้าง", "MoU และ MoC ลงนาม 2561: 7 ฉบับ"),
        ("ข้อตกลงกับฟินแลนด์มีอะไรบ้าง", "กับฟินแลนด์: 2 ฉบับ"),
    ],
)
def test_a_list_shows_the_filter_that_was_understood(desk: Desk, text: str, heading: str) -> None:
    assert said(desk, text)[0] == heading


def test_a_list_tells_how_many_it_cannot_tell(desk: Desk) -> None:
    lines = said(desk, "which MoUs end in the next 12 months")

    assert lines[-1] == "For 40 more it cannot be told: the date is not recorded."


def test_a_row_tells_the_end_and_until_when_to_decide(desk: Desk) -> None:
    lines = said(desk, "which MoUs end in the next 12 months")

    assert lines[1].startswith("1. JP-2022-ICT 🇯🇵 ")
    assert lines[1].endswith("ends 4 Aug 2027 (computed), decide by 5 Feb 2027")
    assert lines[2].endswith(
        "ends 6 Nov 2027 (computed), decide-by date 7 Nov 2026 has passed, notice due by 6 May 2027"
    )


def test_a_long_list_is_told_a_screen_at_a_time(desk: Desk) -> None:
    lines = said(desk, "list everything")

    assert len([line for line in lines if re.match(r"\d+\. ", line)]) == 8
    assert lines[-1] == "… and 84 more."


def test_a_later_page_goes_on_counting(desk: Desk) -> None:
    answer = desk.ask("list everything", TODAY)
    lines = [line.text for line in reply_to(answer, desk.view(TODAY), page=1).lines]

    assert lines[1].startswith("9. ")


def test_pages_turn_both_ways(desk: Desk) -> None:
    answer = desk.ask("list everything", TODAY)
    view = desk.view(TODAY)
    turning = [
        [(b.label, b.action.detail) for b in reply_to(answer, view, page=page).buttons[-1]]
        for page in (0, 5, 11)
    ]

    assert turning == [[("Next ▶", "1")], [("◀ Back", "4"), ("Next ▶", "6")], [("◀ Back", "10")]]


def test_a_choice_asks_and_answers_on_the_way(desk: Desk) -> None:
    lines = said(desk, "when does the japan one expire")

    assert lines[0] == "8 agreements are on record (with Japan). Which one?"
    assert lines[1].startswith("1. JP-2022-ICT")
    assert "ends 4 Aug 2027 (computed)" in lines[1]


def test_a_choice_between_two_bodies_names_both(desk: Desk) -> None:
    lines = said(desk, "what do we have with MIC")

    assert lines[0] == (
        "“MIC” may be Ministry of Internal Affairs and Communications (Japan) or "
        "Ministry of Science and Technology (Viet Nam)."
    )


def test_a_count_is_a_number_first(desk: Desk) -> None:
    assert said(desk, "how many agreements with Japan")[0] == "8 (with Japan)"
    assert said(desk, "ข้อตกลงกับญี่ปุ่นมีกี่ฉบับ")[0] == "มี 8 ฉบับ (กับญี่ปุ่น)"
    assert said(desk, "how many did we sign last month")[0] == "0 (signed October 2026)"


def test_groups_are_named_in_words(desk: Desk) -> None:
    countries = said(desk, "how many MoUs by country")
    years = said(desk, "จำนวนแยกตามปี")
    statuses = said(desk, "agreements by status")

    assert "• 🇯🇵 Japan: 6" in countries
    assert "• พ.ศ. 2565 (2022): 12" in years
    assert "• nothing signed: 8" in statuses
    assert any(line.startswith("• no other country or bloc named: ") for line in countries)


def test_a_comparison_tells_what_is_the_same_and_what_differs(desk: Desk) -> None:
    lines = said(desk, "compare FI-2018-ICT and FI-2022-ICT")

    assert lines[0] == "2 agreements side by side"
    assert any(line.startswith("Parties: the same:") for line in lines)
    assert "   1. 22 August 2018" in lines
    assert "   2. 4 July 2022" in lines


def test_more_than_four_are_not_compared_at_once(desk: Desk) -> None:
    lines = said(desk, "compare our MoCs with Japan")

    assert lines[0] == "4 agreements side by side"
    assert lines[-1] == "… and 2 more."


def test_a_history_tells_the_gaps(desk: Desk) -> None:
    lines = said(desk, "history of agreements with Japan")

    assert lines[0] == "With Japan, oldest first: 8"
    assert "   Gap of 59 days after the end of JP-2017-ICT." in lines


def test_every_filter_can_be_put_into_words(desk: Desk, vocabulary: Vocabulary) -> None:
    asked = (
        "MoUs with Japan or Finland on AI signed since 2019 in force", "overdue", "drafts",
        "open-ended agreements", "terminated agreements", "agreements without a source",
        "what must we decide before 2028", "notice deadlines before 2028",
        "what entered into force in 2022", "what was terminated in 2020", "expiring soon",
        "not yet in force", "which have been replaced", "agreements between governments only",
    )  # fmt: skip
    for text in asked:
        question = desk.ask(text, TODAY).question
        for language in ("en", "th"):
            words = words_in("th" if language == "th" else "en")
            assert filter_text(question, vocabulary, words).strip()


@pytest.mark.parametrize("text", ["history of JP-2022-ICT", "ประวัติของ JP-2022-ICT"])
def test_a_history_has_no_double_spaces(desk: Desk, text: str) -> None:
    assert not any("  " in line.strip() for line in said(desk, text))


@pytest.mark.parametrize(
    "text",
    ["list everything", "Japan", "compare FI-2018-ICT and FI-2022-ICT", "LA-2022-ICT", "by status"],
)
def test_a_reply_has_no_double_spaces(desk: Desk, text: str) -> None:
    assert not any("  " in line.strip() for line in said(desk, text))


@pytest.mark.parametrize("text", ["history of JP-2022-ICT", "ประวัติของ JP-2022-ICT"])
def test_a_history_of_one_text_is_not_all_that_is_on_record(desk: Desk, text: str) -> None:
    heading = said(desk, text)[0]

    assert not heading.startswith(("All agreements on record", "ความตกลงทั้งหมดในทะเบียน"))


def test_what_was_told_before_is_not_all_that_is_on_record(desk: Desk) -> None:
    lines = talked(desk, "how many agreements are in force", "which ones?")

    assert lines[0] != "All agreements on record: 5"


def test_a_tie_is_not_said_to_be_read_as_one_of_the_two(desk: Desk) -> None:
    lines = said(desk, "agreement with Nigera")

    assert "reading “Nigera” as Niger" not in lines
    assert "Nothing on record with Nigeria or Niger." in lines


def test_a_tag_question_is_not_told_as_an_unused_word(desk: Desk) -> None:
    text = "\n".join(said(desk, "the Kazakhstan agreement ends in May 2028, right?"))

    assert "“right”" not in text
