"""What is understood of a question, form by form, in English and in Thai."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.agreements.text import has_thai
from bot.search.asking import Desk
from bot.search.question import Question
from tests.conftest import TODAY

#: One question a line; a slot that is not told there must be empty, `loose` ones may be anything.
FORMS = Path(__file__).parent / "data" / "forms.jsonl"
LISTED = ("parties", "without", "areas", "kinds", "status", "missing", "asks", "codes", "dates")
CHOSEN = ("mode", "order", "sort", "grouping", "level", "not_level")


def _lines() -> list[dict[str, Any]]:
    return [json.loads(row) for row in FORMS.read_text(encoding="utf-8").splitlines()]


def _questions() -> Iterator[Any]:
    for line in _lines():
        reason = line.get("xfail")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(line, id=line["text"], marks=marks)


def slots(question: Question) -> dict[str, Any]:
    """Return what was understood in the words of the file of forms."""
    return {
        "parties": [i for s in question.parties if not s.excluded for i in s.ids],
        "without": [i for s in question.parties if s.excluded for i in s.ids],
        "areas": [i for s in question.areas for i in s.ids],
        "kinds": [kind.value for kind in question.kinds],
        "status": [status.value for status in question.statuses],
        "missing": list(question.missing),
        "asks": [ask.value for ask in question.asks],
        "codes": list(question.codes),
        "dates": [
            [
                str(d.field),
                d.period.start and d.period.start.isoformat(),
                d.period.end and d.period.end.isoformat(),
            ]
            for d in question.dates
        ],
        "mode": question.mode.value,
        "order": question.order and question.order.value,
        "sort": question.sort and question.sort.value,
        "grouping": question.grouping and question.grouping.value,
        "level": question.level and question.level.value,
        "not_level": question.not_level and question.not_level.value,
    }


@pytest.mark.parametrize("line", list(_questions()))
def test_a_question_is_understood_so(desk: Desk, line: dict[str, Any]) -> None:
    understood = slots(desk.ask(line["text"], TODAY).question)
    loose = set(line.get("loose", ()))
    compared = [name for name in LISTED if name not in loose]
    compared += [name for name in CHOSEN if name in line]

    wanted = {name: line.get(name, []) for name in compared}
    assert {name: understood[name] for name in compared} == wanted


def test_each_form_is_tried_in_both_languages() -> None:
    tried = Counter((line["form"], has_thai(line["text"])) for line in _lines())
    forms = {form for form, _ in tried} - {"demonym", "flag"}

    assert all(tried[form, thai] for form in forms for thai in (True, False))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("when does it end", "en"),
        ("หมดอายุเมื่อไหร่", "th"),
        ("DEPA & KISA MOU 2022 มีไหม", "th"),
        ("Milloin sopimus päättyy?", "en"),
        ("2565", "en"),
    ],
)
def test_any_thai_letter_makes_a_question_thai(desk: Desk, text: str, language: str) -> None:
    assert desk.ask(text, TODAY).question.language == language


def test_the_language_may_be_given(desk: Desk) -> None:
    assert desk.ask("2565", TODAY, language="th").question.language == "th"


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("agreements with Japan on 5G", "ข้อตกลงกับญี่ปุ่นเรื่อง 5G"),
        ("MoUs with China signed in 2025", "MoU กับจีนที่ลงนามปี 2568"),
        ("agreements on postal services except Japan", "ความตกลงด้านไปรษณีย์ ยกเว้นญี่ปุ่น"),
        ("agreements with Japan or Finland", "ข้อตกลงกับญี่ปุ่นหรือฟินแลนด์"),
        ("expired agreements", "ฉบับที่หมดอายุแล้ว"),
        ("agreements with companies on cloud", "ข้อตกลงเรื่องคลาวด์กับบริษัทเอกชน"),
    ],
)
def test_both_languages_find_the_same_agreements(desk: Desk, english: str, thai: str) -> None:
    first, second = desk.ask(english, TODAY), desk.ask(thai, TODAY)

    assert first.found
    assert {m.id for m in first.found} == {m.id for m in second.found}


def test_or_makes_one_slot_of_which_each_is_meant(desk: Desk) -> None:
    (slot,) = desk.ask("agreements with Japan or South Korea", TODAY).question.parties

    assert slot.ids == ("JP", "KR")
    assert slot.any_of
    assert not slot.is_doubtful


def test_a_bloc_is_itself_and_its_countries_are_its_members(desk: Desk) -> None:
    bloc = desk.ask("agreements with ASEAN", TODAY).question.parties[0]
    members = desk.ask("agreements with countries in ASEAN", TODAY).question.parties[0]

    assert bloc.ids == ("ASEAN",)
    assert members.any_of
    assert {"LA", "VN", "SG"} <= set(members.ids)
    assert "TH" not in members.ids


@pytest.mark.parametrize(
    "text",
    [
        "agreements with ASEAN countries",
        "MoUs with ASEAN member states",
        "agreements with EU member states",
        "ข้อตกลงกับประเทศสมาชิกอาเซียน",
    ],
)
def test_the_countries_of_a_bloc_are_its_members_in_any_wording(desk: Desk, text: str) -> None:
    assert desk.ask(text, TODAY).question.parties[0].any_of


def test_a_very_long_text_is_understood_by_its_beginning(desk: Desk) -> None:
    question = desk.ask("agreements with Finland " + "x" * 5_000, TODAY).question

    assert [slot.ids for slot in question.parties] == [("FI",)]
    assert len(question.normal) <= 1_000


def test_words_that_no_name_explains_are_kept(desk: Desk) -> None:
    words = desk.ask("agreement on quidditch with Japan", TODAY).question.words

    assert [(w.text, w.is_held, w.is_decisive) for w in words] == [("quidditch", False, True)]


def test_the_number_of_a_length_of_time_is_no_word_to_look_for(desk: Desk) -> None:
    assert desk.ask("ฉบับที่ไม่ได้ตรวจสอบมา 1 ปี", TODAY).question.words == ()


@pytest.mark.parametrize(
    "text", ["which agreements is depa responsible for", "ฉบับใดที่ depa รับผิดชอบบ้าง"]
)
def test_the_owner_narrows_a_list(desk: Desk, text: str) -> None:
    assert {match.id for match in desk.ask(text, TODAY).found} == {"KR-2019-SMARTCITY"}
