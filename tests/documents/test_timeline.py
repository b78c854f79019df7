"""What the picture of the coming months tells, and how it is drawn."""

from __future__ import annotations

import builtins
import pickle
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.ft2font import FT2Font

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.milestones import MilestoneKind
from bot.agreements.partial_date import Span
from bot.agreements.text import LANGUAGES, Language
from bot.catalogue.files import data_folder
from bot.documents.charts import draw_charts
from bot.documents.picture_sheet import INNER, MARGIN, WIDTH, Sheet, drawable
from bot.documents.pictures import PicturesNotInstalled, can_draw
from bot.documents.timeline import Segment, Stretch, Timeline, draw_timeline, timeline_of
from bot.documents.timeline_picture import TimelineDrawing
from bot.replies.words import words_in
from bot.search.day_view import DayView
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY, agreement

THAI_TOWERS = "สิ้นสุด ที่ ญี่ปุ่น น้ำ ปู่ กู้"
FIVE_YEARS = {"kind": "fixed", "months": 60}
#: One of each: what a bar, a mark, a name and a date can be.
RECORDS: tuple[dict[str, object], ...] = (
    {"id": "A-1", "title": {"en": "Costs $5 or $6_x", "th": THAI_TOWERS}, "expires": "2027-06-30"},
    {"id": "A-2", "title": "Computed", "signed": "2022-08-05", "term": FIVE_YEARS},
    {"id": "A-3", "title": "Only the year", "signed": "2024-01-01", "expires": "2028"},
    {"id": "A-4", "title": "To come", "in_force": "2027-03", "term": {"kind": "open-ended"}},
    {"id": "A-5", "title": "Late 中文 🇯🇵", "signed": "2022-01-01", "expires": "2027-01-15"},
    {"id": "A-6", "title": "Very long " * 20, "signed": "2022-01-01", "terminated": "2027-02-15"},
    {
        "id": "A-7",
        "title": "Renews itself",
        "in_force": "2022-11-07",
        "term": FIVE_YEARS,
        "renewal": {"mode": "tacit", "period_months": 36, "notice_months": 6},
    },
    {
        "id": "A-8",
        "title": "Notice on the day to decide",
        "expires": "2028-03-31",
        "renewal": {"mode": "express", "notice_months": 2, "approval_days": 0},
    },
)


def timeline(
    vocabulary: Vocabulary,
    *records: dict[str, object],
    language: Language = "en",
    today: date = TODAY,
    **options: Any,
) -> Timeline:
    held = [agreement(record) for record in records]
    view = DayView(Holdings(vocabulary, held), today, LeadTimes())
    return timeline_of(held, view, language, **options)


def many(number: int) -> Iterator[dict[str, object]]:
    for n in range(number):
        yield {"id": f"X-{n:02}", "title": f"Text {n}", "expires": f"2027-{n % 12 + 1:02}-15"}


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height as the file itself tells them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def starter_timeline(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...], language: Language
) -> Timeline:
    view = DayView(Holdings(vocabulary, starter), TODAY, LeadTimes())
    return timeline_of(starter, view, language)


# -- what is told -------------------------------------------------------------------------------


def test_rows_come_nearest_date_first(vocabulary: Vocabulary) -> None:
    told = timeline(vocabulary, *RECORDS)
    assert [row.code for row in told.rows] == [
        "A-1", "A-5", "A-2", "A-6", "A-4", "A-7", "A-3", "A-8",
    ]  # fmt: skip


def test_the_months_are_the_current_one_and_the_next_twenty_four(vocabulary: Vocabulary) -> None:
    told = timeline(vocabulary, *RECORDS)
    assert told.months == Span(date(2026, 11, 1), date(2028, 11, 30))


def test_a_row_tells_its_dates_in_the_words_of_the_replies(vocabulary: Vocabulary) -> None:
    [row] = timeline(vocabulary, RECORDS[1]).rows
    assert row.dates == ("decide by 5 Feb 2027", "ends 4 Aug 2027 (computed)")
    [row] = timeline(vocabulary, RECORDS[1], language="th").rows
    assert row.dates == ("ต้องตัดสินใจภายใน 5 ก.พ. 2570", "สิ้นสุด 4 ส.ค. 2570 (คำนวณ)")


def test_a_computed_end_makes_another_bar_than_a_recorded_one(vocabulary: Vocabulary) -> None:
    [recorded] = timeline(vocabulary, RECORDS[0]).rows
    [computed] = timeline(vocabulary, RECORDS[1]).rows
    assert recorded.segments[-1].stretch is Stretch.RECORDED
    assert computed.segments == (
        Segment(Stretch.COMPUTED, Span(date(2022, 8, 5), date(2027, 8, 4))),
    )


def test_an_end_known_by_its_year_leaves_the_year_open(vocabulary: Vocabulary) -> None:
    [row] = timeline(vocabulary, RECORDS[2]).rows
    assert row.segments[-2:] == (
        Segment(Stretch.RECORDED, Span(date(2024, 1, 1), date(2028, 1, 1))),
        Segment(Stretch.POSSIBLE, Span(date(2028, 1, 2), date(2028, 12, 31))),
    )


def test_the_term_that_a_tacit_renewal_would_add_is_shown_as_such(vocabulary: Vocabulary) -> None:
    [row] = timeline(vocabulary, RECORDS[6]).rows
    assert row.segments[-1] == Segment(Stretch.RENEWAL, Span(date(2027, 11, 7), date(2030, 11, 6)))


def test_a_text_that_is_extended_already_is_not_foreseen_to_renew_itself(
    vocabulary: Vocabulary,
) -> None:
    extension: dict[str, object] = {
        "id": "B-1",
        "title": "Extension",
        "amends": ["A-7"],
        "kind": "amendment",
    }
    told = timeline(vocabulary, RECORDS[6], extension)
    assert [segment.stretch for segment in told.rows[0].segments] == [Stretch.COMPUTED]


def test_a_passed_date_to_decide_by_is_said_and_the_row_is_late(vocabulary: Vocabulary) -> None:
    [row] = timeline(vocabulary, RECORDS[4]).rows
    assert row.is_late
    assert row.dates[0] == "decide-by date 19 Jul 2026 has passed"


def test_a_termination_to_come_is_the_end(vocabulary: Vocabulary) -> None:
    [row] = timeline(vocabulary, RECORDS[5]).rows
    assert row.dates == ("terminated 15 Feb 2027",)
    assert [mark.kind for mark in row.marks] == [MilestoneKind.EXPIRES]


def test_what_has_no_row_is_told_as_numbers(vocabulary: Vocabulary) -> None:
    told = timeline(
        vocabulary,
        *many(20),
        {"id": "L-1", "expires": "2035-01-01"},
        {"id": "U-1", "signed": "2020-01-01"},
        {"id": "U-2", "signed": "2020-01-01"},
        {"id": "E-1", "expires": "2020-01-01"},
    )
    assert len(told.rows) == 18
    assert told.notes == (
        "… and 2 more with dates in these months.",
        "1 more has its dates only after these months.",
        "For 2 more no end can be told.",
        "1 ended, was replaced or was never signed: not shown.",
    )


def test_an_empty_timeline_says_so_and_can_be_drawn(vocabulary: Vocabulary) -> None:
    told = timeline(vocabulary)
    assert told.notes == ("No date falls into these months.",)
    assert size_of(draw_timeline(told))[0] == WIDTH


def test_a_timeline_can_be_handed_to_another_process(vocabulary: Vocabulary) -> None:
    told = timeline(vocabulary, *RECORDS)
    assert pickle.loads(pickle.dumps(told)) == told


# -- how it is drawn ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_a_png_of_a_phone_s_width(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...], language: Language
) -> None:
    width, height = size_of(draw_timeline(starter_timeline(vocabulary, starter, language)))
    assert width == 1080
    assert height > 600


def test_the_height_grows_with_the_rows(vocabulary: Vocabulary) -> None:
    heights = [size_of(draw_timeline(timeline(vocabulary, *many(n))))[1] for n in (1, 2, 3)]
    assert heights[0] < heights[1] < heights[2]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0], abs=1)


def test_the_largest_picture_is_one_that_telegram_takes(vocabulary: Vocabulary) -> None:
    width, height = size_of(draw_timeline(timeline(vocabulary, *many(40))))
    assert width + height <= 10_000
    assert height / width <= 20


def test_the_same_timeline_gives_the_same_file(vocabulary: Vocabulary) -> None:
    told = timeline(vocabulary, *RECORDS)
    assert draw_timeline(told) == draw_timeline(told)


def test_several_threads_can_draw_at_once(vocabulary: Vocabulary) -> None:
    told = [timeline(vocabulary, *RECORDS, language=language) for language in LANGUAGES]
    alone = [draw_timeline(one) for one in told]
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(draw_timeline, told * 2)) == alone * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 31), date(2027, 1, 1)])
def test_no_text_lies_over_another_or_beyond_the_sheet(
    vocabulary: Vocabulary, language: Language, today: date
) -> None:
    told = timeline(vocabulary, *RECORDS, language=language, today=today)
    drawing = TimelineDrawing(told)
    boxes = drawing.sheet.text_boxes(drawing.height)
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not first.overlaps(second), (one, other)
    for text, box in boxes:
        assert box.x0 >= MARGIN / 2, text
        assert box.x1 <= WIDTH - MARGIN / 2, text
        assert box.y0 >= 0, text
        assert box.y1 <= drawing.height, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_drawn_with_its_code_and_the_legend_with_what_occurs(
    vocabulary: Vocabulary, language: Language
) -> None:
    told = timeline(vocabulary, *RECORDS, language=language)
    drawing = TimelineDrawing(told)
    texts = [text for text, _ in drawing.sheet.text_boxes(drawing.height)]
    assert [text for text in texts if text.startswith("A-")] == [row.code for row in told.rows]
    words = words_in(language)
    legend = {key for key in words.keys() if key.startswith("timeline.legend-")}  # noqa: SIM118 - Words is no mapping
    assert {words.text(key) for key in legend} <= set(texts)


def test_the_legend_explains_nothing_that_is_not_drawn(vocabulary: Vocabulary) -> None:
    drawing = TimelineDrawing(timeline(vocabulary, RECORDS[0]))
    texts = [text for text, _ in drawing.sheet.text_boxes(drawing.height)]
    assert "in force" in texts
    assert "in force, end computed" not in texts


def test_letters_are_never_smaller_than_can_be_read_on_a_phone(vocabulary: Vocabulary) -> None:
    drawing = TimelineDrawing(timeline(vocabulary, *RECORDS))
    assert min(float(text.get_fontsize()) for text in drawing.sheet._texts) >= 26


# -- letters ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> frozenset[str]:
    """Return the letters that both shipped fonts have."""
    files: list[Path] = sorted((data_folder() / "fonts").glob("*.ttf"))
    assert len(files) == 2
    one, other = ({chr(code) for code in FT2Font(file).get_charmap()} for file in files)
    return frozenset(one & other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_fonts_have_every_letter_of_the_words_that_are_drawn(
    shipped: frozenset[str], language: Language
) -> None:
    words = words_in(language)
    for key in words.keys():  # noqa: SIM118 - Words is no mapping
        if key.split(".")[0] in ("timeline", "charts", "card", "short", "date"):
            for count in (1, 2):
                assert set(words.template(key, count)) <= shipped, key


def test_the_shipped_fonts_have_every_letter_of_the_names_in_the_catalogue(
    shipped: frozenset[str], starter: tuple[Agreement, ...]
) -> None:
    for held in starter:
        for wording in held.name.wordings:
            assert set(wording) <= shipped, held.id


def test_thai_marks_stand_over_and_under_their_letters_and_take_no_room() -> None:
    sheet = Sheet()
    for word in THAI_TOWERS.replace("น้ำ", "").split():
        bare = "".join(c for c in word if unicodedata.category(c) != "Mn")
        assert sheet.width_of(word) == pytest.approx(sheet.width_of(bare), abs=1), word


def test_the_tone_mark_of_nam_stands_before_the_circle_of_its_vowel() -> None:
    sheet = Sheet()
    assert sheet.width_of("น้ำ") == pytest.approx(sheet.width_of("นา"), abs=1)


def test_a_dollar_sign_is_a_dollar_sign(vocabulary: Vocabulary) -> None:
    drawing = TimelineDrawing(timeline(vocabulary, RECORDS[0]))
    assert "Costs $5 or $6_x" in [t for t, _ in drawing.sheet.text_boxes(drawing.height)]
    assert not any(text.get_parse_math() for text in drawing.sheet._texts)


def test_letters_that_no_font_has_become_boxes_and_pictographs_go() -> None:
    assert drawable("a 中 🇯🇵\u200bb\n c\x00") == "a □ b c"


def test_a_text_that_is_too_wide_is_cut_but_never_between_a_letter_and_its_marks() -> None:
    sheet = Sheet()
    long = "เมื่อสิ้นสุดที่ญี่ปุ่นน้ำปู่กู้" * 10
    for width in range(60, 500, 7):
        cut = sheet.fitted(long, width)
        assert sheet.width_of(cut) <= width
        kept, following = cut[:-1], long[len(cut) - 1]
        assert cut.endswith("…")
        assert long.startswith(kept)
        assert unicodedata.category(following) != "Mn"
        assert following != "ำ"
        assert not kept.endswith("เ")


def test_dates_are_broken_between_dates_only() -> None:
    sheet = Sheet()
    parts = [f"decide by {n} November 2027" for n in range(5)]
    lines = sheet.lines_of(parts, " · ", INNER)
    assert len(lines) > 1
    assert " · ".join(lines) == " · ".join(parts)


# -- without the extra --------------------------------------------------------------------------


def test_without_the_drawing_library_it_is_said_what_to_install(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = timeline(vocabulary, *RECORDS)
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("picture_sheet", "timeline_picture", "charts_picture"):
        monkeypatch.delitem(sys.modules, f"bot.documents.{name}", raising=False)
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == "matplotlib":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PicturesNotInstalled, match=r"sanya\[pictures\]"):
        draw_timeline(told)
    with pytest.raises(PicturesNotInstalled, match=r"sanya\[pictures\]"):
        draw_charts(())


def test_what_is_told_needs_no_drawing_library() -> None:
    assert can_draw()
    code = (
        "import sys, bot.documents.timeline, bot.documents.charts, bot.documents.pictures;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
