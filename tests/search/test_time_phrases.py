"""Phrases of time as ranges of days: the bank of phrases is the contract of our own grammar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.normal_form import normal
from bot.search.time.phrases import time_phrases
from tests.conftest import TODAY

BANK = Path(__file__).parent / "data" / "time_phrases.tsv"
Range = tuple[date | None, date | None]


def _open(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def _bank() -> Iterator[Any]:
    for row in BANK.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            phrase, start, end = row.split("\t")
            yield pytest.param(phrase, (_open(start), _open(end)), id=phrase)


def ranges(text: str) -> list[Range]:
    """Return the ranges that a text names, in order."""
    return [(p.period.start, p.period.end) for p in time_phrases(normal(text), TODAY)]


def past(text: str) -> list[Range]:
    """Return the ranges that a text names when it looks back."""
    read = [p.if_past or p.period for p in time_phrases(normal(text), TODAY)]
    return [(period.start, period.end) for period in read]


@pytest.mark.parametrize(("phrase", "meant"), list(_bank()))
def test_a_phrase_of_time_means_these_days(phrase: str, meant: Range) -> None:
    assert ranges(phrase) == [meant]


def test_the_bank_is_as_long_as_promised() -> None:
    assert len(list(_bank())) > 240


@pytest.mark.parametrize(
    ("phrase", "coming", "gone"),
    [
        ("in March", "2027-03-01 2027-03-31", "2026-03-01 2026-03-31"),
        ("in December", "2026-12-01 2026-12-31", "2025-12-01 2025-12-31"),
        ("in November", "2026-11-01 2026-11-30", "2026-11-01 2026-11-30"),
        ("on 5 March", "2027-03-05 2027-03-05", "2026-03-05 2026-03-05"),
        ("เดือนมีนาคม", "2027-03-01 2027-03-31", "2026-03-01 2026-03-31"),
        ("เดือนธันวาคม", "2026-12-01 2026-12-31", "2025-12-01 2025-12-31"),
        ("วันที่ 5 มีนาคม", "2027-03-05 2027-03-05", "2026-03-05 2026-03-05"),
        ("before March", "- 2027-02-28", "- 2026-02-28"),
        ("after March", "2027-04-01 -", "2026-04-01 -"),
        ("in 6 months", "2026-11-22 2027-05-22", "2026-05-22 2026-11-22"),
    ],
)
def test_a_month_without_a_year_may_be_the_coming_or_the_last_one(
    phrase: str, coming: str, gone: str
) -> None:
    first, second = (tuple(map(_open, days.split())) for days in (coming, gone))

    assert ranges(phrase) == [first]
    assert past(phrase) == [second]


@pytest.mark.parametrize("phrase", ["เดือน มี.ค.", "ใน มี.ค.", "ภายใน พ.ค.", "เดือนพ.ค."])
def test_a_thai_short_month_is_no_english_verb(phrase: str) -> None:
    assert len(ranges(phrase)) == 1


@pytest.mark.parametrize(
    "text",
    ["30/02/2565", "2022-02-30", "31/04/2022", "13/2022", "2022-00", "00/00/2565", "32/1/2022"],
)
def test_a_day_that_does_not_exist_is_not_read(text: str) -> None:
    assert ranges(text) == []


@pytest.mark.parametrize("text", ["2022-13-01", "2022-31-12"])
def test_the_order_year_month_day_leaves_nothing_to_swap(text: str) -> None:
    assert ranges(text) == []


@pytest.mark.parametrize(
    "text", ["31 February 2022", "signed on 29 February 2022", "31 ก.พ. 2565", "30 กุมภาพันธ์ 2565"]
)
def test_an_impossible_day_is_read_as_its_month_at_most(text: str) -> None:
    february = (date(2022, 2, 1), date(2022, 2, 28))

    assert ranges(text) in ([], [february])


@pytest.mark.parametrize(
    "text",
    ["year 9999", "in 12345", "1799", "2399", "2701", "next 9999 years", "12:30", "10%", "v2.1",
     "02-141-6747", "5G", "0", "99"],
)  # fmt: skip
def test_a_number_that_can_be_no_year_is_none(text: str) -> None:
    assert ranges(text) == []


@pytest.mark.parametrize("text", ["last 999 years", "last 500 years", "next 999 weeks", "ปี 2700"])
def test_a_far_away_time_is_still_a_range(text: str) -> None:
    assert len(ranges(text)) == 1


@pytest.mark.parametrize("text", ["third half", "in the fourth half", "signed in the third half"])
def test_a_year_has_no_third_half(text: str) -> None:
    assert ranges(text) == []


@pytest.mark.parametrize(
    "text", ["last 999 decades", "in the next 999 decades", "300 ทศวรรษที่ผ่านมา"]
)
def test_a_time_beyond_the_calendar_does_not_raise(text: str) -> None:
    ranges(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("signed in 2022 and expiring in 2027", 2),
        ("ลงนามปี 2565 และหมดอายุปี 2570", 2),
        ("approved in May 2022, signed on 5 August 2022, in force since 2023", 3),
    ],
)
def test_several_phrases_in_one_text_are_all_read(text: str, count: int) -> None:
    assert len(ranges(text)) == count


def test_a_phrase_knows_where_it_stands() -> None:
    text = normal("MoUs signed between 2018 and 2021 with Japan")
    (phrase,) = time_phrases(text, TODAY)

    assert text[phrase.start : phrase.end] == "between 2018 and 2021"


@pytest.mark.parametrize("text", ["0 January", "before 0 May", "0 มีนาคม"])
def test_a_day_before_the_first_is_no_day(text: str) -> None:
    assert not any(start == end for start, end in ranges(text))


@pytest.mark.parametrize("text", ["early today", "late tomorrow", "ต้นวันนี้"])
def test_a_part_of_a_day_is_that_day(text: str) -> None:
    ((start, end),) = ranges(text)

    assert start == end


#: Words of time, apart from those of the two tests above, to be put together at random.
_WORDS = (
    "1 5 12 29 30 31 32 65 99 543 1800 2022 2199 2400 2565 2700 jan february march "
    "may ก.พ. พ.ค. มีนา ธันวาคม next last this within in by before after since "
    "until between from to and or – , / ปี พ.ศ. ค.ศ. b.e. a.d. เดือน วัน ไตรมาส "
    "ครึ่งปีแรก ปีงบประมาณ หน้า ที่แล้ว ก่อน หลัง ถึง ตั้งแต่ ระหว่าง ภายใน อีก "
    "ข้างหน้า ที่ผ่านมา the of quarter year years months weeks days fiscal fy q3 h1 "
    "2010s ago than over 5/3/2562 2022-08 2022-08-05 05/2565 0/0/0 today พรุ่งนี้ "
    "soon 31st onwards later on not"
).split()


@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join))
def test_ranges_never_end_before_they_begin(text: str) -> None:
    for start, end in (*ranges(text), *past(text)):
        assert start is None or end is None or start <= end
