"""What the picture of numbers tells, and how it is drawn."""

from __future__ import annotations

import pickle
from itertools import combinations

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import LANGUAGES, Language
from bot.documents.charts import Bar, Chart, chart_of, draw_charts, overview_of
from bot.documents.charts_picture import ChartsDrawing
from bot.documents.picture_sheet import MARGIN, WIDTH
from bot.search.day_view import DayView
from bot.search.holdings import Holdings
from bot.search.question import Grouping
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY, agreement


@pytest.fixture(scope="module")
def view(vocabulary: Vocabulary, starter: tuple[Agreement, ...]) -> DayView:
    """The starter catalogue on 22 November 2026."""
    return DayView(Holdings(vocabulary, starter), TODAY, LeadTimes())


def chart(vocabulary: Vocabulary, grouping: Grouping, *records: dict[str, object]) -> Chart:
    held = [agreement({"id": f"A-{n}"} | record) for n, record in enumerate(records)]
    return chart_of(grouping, held, DayView(Holdings(vocabulary, held), TODAY, LeadTimes()), "en")


def with_countries(*countries: str) -> dict[str, object]:
    return {"parties": [{"name": f"Body of {c}", "country": c} for c in countries]}


def test_statuses_are_counted_and_what_is_not_recorded_comes_last(vocabulary: Vocabulary) -> None:
    made = chart(
        vocabulary,
        Grouping.STATUS,
        {"expires": "2020-01-01"},
        {"signed": "2020-01-01"},
        {"signed": "2020-01-01"},
    )
    assert made.heading == "3 agreements by status"
    assert made.day == "22 November 2026"
    assert made.bars == (
        Bar("expired", 1),
        Bar("not recorded whether in force", 2, is_recorded=False),
    )


def test_an_agreement_with_two_countries_counts_for_both_and_the_own_one_for_none(
    vocabulary: Vocabulary,
) -> None:
    made = chart(
        vocabulary, Grouping.COUNTRY, with_countries("TH", "JP", "VN"), with_countries("TH", "JP")
    )
    assert [(bar.label, bar.number) for bar in made.bars] == [("Japan", 2), ("Viet Nam", 1)]
    assert made.notes == ("An agreement with several countries counts for each of them.",)


def test_an_agreement_without_another_country_is_told_as_such(vocabulary: Vocabulary) -> None:
    made = chart(vocabulary, Grouping.COUNTRY, with_countries("TH"))
    assert made.bars == (Bar("no other country or bloc named", 1, is_recorded=False),)


def test_groups_beyond_the_largest_are_told_as_a_number(vocabulary: Vocabulary) -> None:
    countries = "JP VN LA KH SG MY ID PH IN CN KR FI".split()
    made = chart(vocabulary, Grouping.COUNTRY, *map(with_countries, countries))
    assert len(made.bars) == 10
    assert made.notes == ("… and 2 more.",)


def test_those_that_do_not_tell_are_shown_however_few_they_are(vocabulary: Vocabulary) -> None:
    countries = "JP VN LA KH SG MY ID PH IN CN KR FI TH".split()
    made = chart(vocabulary, Grouping.COUNTRY, *map(with_countries, countries))
    assert len(made.bars) == 11
    assert made.bars[-1] == Bar("no other country or bloc named", 1, is_recorded=False)
    assert made.notes == ("… and 2 more.",)


def test_nothing_to_count_is_said_and_can_be_drawn(vocabulary: Vocabulary) -> None:
    made = chart(vocabulary, Grouping.STATUS)
    assert made.notes == ("No agreement to count.",)
    assert draw_charts([made]).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grouping", Grouping)
def test_every_grouping_can_be_charted_in_either_language(
    view: DayView, starter: tuple[Agreement, ...], grouping: Grouping, language: Language
) -> None:
    made = chart_of(grouping, starter, view, language)
    assert made.bars
    assert str(len(starter)) in made.heading
    assert all(bar.label and bar.number > 0 for bar in made.bars)


def test_years_are_buddhist_in_thai(view: DayView, starter: tuple[Agreement, ...]) -> None:
    labels = [bar.label for bar in chart_of(Grouping.YEAR, starter, view, "th").bars]
    assert "2561" in labels


def test_the_overview_counts_by_status_country_and_scope_area(
    view: DayView, starter: tuple[Agreement, ...]
) -> None:
    headings = [made.heading for made in overview_of(starter, view, "en")]
    assert headings == [
        "92 agreements by status",
        "92 agreements by country or bloc",
        "92 agreements by scope area",
    ]


def test_charts_can_be_handed_to_another_process(
    view: DayView, starter: tuple[Agreement, ...]
) -> None:
    made = overview_of(starter, view, "th")
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lies_over_another_or_beyond_the_sheet(
    view: DayView, starter: tuple[Agreement, ...], language: Language
) -> None:
    drawing = ChartsDrawing(overview_of(starter, view, language))
    boxes = drawing.sheet.text_boxes(drawing.height)
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not first.overlaps(second), (one, other)
    for text, box in boxes:
        assert box.x0 >= MARGIN / 2, text
        assert box.x1 <= WIDTH - MARGIN / 2, text
        assert box.y0 >= 0, text
        assert box.y1 <= drawing.height, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_is_drawn_with_its_name_and_number(
    view: DayView, starter: tuple[Agreement, ...], language: Language
) -> None:
    made = overview_of(starter, view, language)
    drawing = ChartsDrawing(made)
    texts = [text for text, _ in drawing.sheet.text_boxes(drawing.height)]
    for bar in (bar for one in made for bar in one.bars):
        place = texts.index(bar.label)
        assert texts[place + 1] == str(bar.number)
        del texts[place : place + 2]


def test_the_picture_is_a_png_of_a_phone_s_width_that_telegram_takes(
    view: DayView, starter: tuple[Agreement, ...]
) -> None:
    png = draw_charts(overview_of(starter, view, "th"))
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert width == WIDTH
    assert width + height <= 10_000
