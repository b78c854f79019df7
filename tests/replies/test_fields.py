"""One field of one agreement: the asked-for thing first, and "not recorded" where nothing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import LANGUAGES, Language
from bot.replies.answers import reply_to
from bot.replies.fields import FieldAnswers
from bot.replies.words import words_in
from bot.search.asking import Desk
from bot.search.day_view import DayView
from bot.search.holdings import Holdings
from bot.search.question import Ask
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY, agreement

FULL: dict[str, object] = {
    "id": "A-2022", "kind": "moc", "binding": False,
    "title": {"en": "Memorandum on posts", "th": "บันทึกความร่วมมือด้านไปรษณีย์"},
    "summary": {"en": "About letters.", "th": "เรื่องจดหมาย"},
    "parties": [
        {"name": {"en": "Ministry of Post", "th": "กระทรวงไปรษณีย์"}, "abbreviation": "MoP",
         "country": "JP", "type": "ministry", "formerly": ["Post Office"]},
        {"name": {"en": "Digital Ministry", "th": "กระทรวงดิจิทัล"}, "country": "TH"},
    ],
    "scope_areas": [{"en": "letters", "th": "จดหมาย"}, {"en": "parcels", "th": "พัสดุ"}],
    "approved": "2022-08-02", "signed": "2022-08-05", "in_force": "2022-09-01",
    "term": {"kind": "fixed", "months": 60},
    "renewal": {"mode": "tacit", "period_months": 36, "notice_months": 6, "approval_days": 100},
    "termination_notice_months": 3,
    "supersedes": ["A-2017"],
    "owner": {"unit": "Postal division", "contact": "room 5"},
    "evidence": [
        {"field": "signed", "value": "2022-08-05", "source": "https://example.org/a"},
        {"field": "signed", "value": "2022-08-07", "source": "The gazette"},
    ],
    "verified": {"on": "2026-10-01", "by": "Registry"},
}  # fmt: skip
BEFORE: dict[str, object] = {
    "id": "A-2017", "kind": "moc", "title": "Memorandum of 2017", "signed": "2017-06-01",
    "expires": "2022-06-01",
}  # fmt: skip
BARE: dict[str, object] = {"id": "A-BARE", "title": "A text"}

FIRST = {
    Ask.EXPIRES: (
        "⏳ Ends on 31 August 2027 (in 9 months).",
        "⏳ สิ้นสุดวันที่ 31 สิงหาคม พ.ศ. 2570 (2027) (อีก 9 เดือน)",
    ),
    Ask.SIGNED: (
        "✍️ Signed on 5 August 2022, 4 years 3 months ago.",
        "✍️ ลงนามเมื่อ 5 สิงหาคม พ.ศ. 2565 (2022) (4 ปี 3 เดือนที่แล้ว)",
    ),
    Ask.IN_FORCE: ("Entry into force: 1 September 2022", "วันที่มีผลใช้บังคับ: 1 กันยายน พ.ศ. 2565 (2022)"),
    Ask.APPROVED: (
        "Approved by the Cabinet on 2 August 2022",
        "คณะรัฐมนตรีมีมติเห็นชอบเมื่อ 2 สิงหาคม พ.ศ. 2565 (2022)",
    ),
    Ask.PARTIES: ("2 parties:", "ภาคี 2 ฝ่าย"),
    Ask.SCOPE_AREAS: ("2 scope areas:", "ขอบเขตความร่วมมือ 2 สาขา"),
    Ask.STATUS: ("✅ In force, and it is time to decide whether to give notice.", "✅ มีผลใช้บังคับอยู่"),
    Ask.SUPERSEDES: ("Replaces A-2017 Memorandum of 2017", "ใช้แทน A-2017 Memorandum of 2017"),
    Ask.SOURCE: ("2 sources:", "แหล่งที่มา 2 แห่ง"),
    Ask.NOTICE_BY: (
        "Notice is due by 28 February 2027 (in 98 days).",
        "ต้องแจ้งภายในวันที่ 28 กุมภาพันธ์ พ.ศ. 2570 (2027) (อีก 98 วัน)",
    ),
    Ask.DECIDE_BY: (
        "🗓 The decide-by date was 20 November 2026, 2 days ago.",
        "🗓 พ้นกำหนดตัดสินใจแล้วเมื่อ 20 พฤศจิกายน พ.ศ. 2569 (2026) (2 วันที่แล้ว)",
    ),
    Ask.RENEWAL: (
        "It renews by itself for 3 years unless notice is given.",
        "ต่ออายุโดยอัตโนมัติอีก 3 ปี",
    ),
    Ask.TERM: ("Its term is 5 years.", "อายุความตกลง 5 ปี"),
    Ask.OWNER: ("Responsible: Postal division.", "หน่วยงานรับผิดชอบ: Postal division"),
    Ask.BINDING: ("Not legally binding", "ไม่มีผลผูกพันทางกฎหมาย"),
    Ask.SUMMARY: ("About letters.", "เรื่องจดหมาย"),
    Ask.VERIFIED: (
        "Last verified on 1 October 2026, 52 days ago.",
        "ตรวจสอบล่าสุดเมื่อ 1 ตุลาคม พ.ศ. 2569 (2026) (52 วันที่แล้ว)",
    ),
    Ask.KIND: ("It is a Memorandum of Cooperation.", "เป็น บันทึกความร่วมมือ"),
    Ask.TITLE: ("Memorandum on posts", "Memorandum on posts"),
}
#: What a record without links, dates and words lacks and is told as not recorded.
NOT_RECORDED = set(Ask) - {
    Ask.ADDED, Ask.REPLACED_BY, Ask.SUPERSEDES, Ask.GAP, Ask.VERIFIED, Ask.KIND, Ask.TITLE,
}  # fmt: skip


@pytest.fixture(scope="module")
def view(vocabulary: Vocabulary) -> DayView:
    records = map(agreement, (FULL, BEFORE, BARE))
    return Desk(Holdings(vocabulary, records), LeadTimes()).view(TODAY)


def told(
    view: DayView, ask: Ask, agreement_id: str, language: Language = "en", *, contacts: bool = False
) -> list[str]:
    """Return the lines of one field as plain text."""
    fields = FieldAnswers(view, words_in(language), inside=contacts)
    return [line.text for line in fields.lines(ask, view.holdings.agreements[agreement_id])]


@pytest.mark.parametrize("ask", FIRST)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_asked_for_thing_comes_first(view: DayView, ask: Ask, language: Language) -> None:
    expected = FIRST[ask][LANGUAGES.index(language)]

    assert told(view, ask, "A-2022", language)[0].startswith(expected)


@pytest.mark.parametrize("ask", sorted(NOT_RECORDED))
def test_what_is_not_recorded_is_said_to_be_so(view: DayView, ask: Ask) -> None:
    said = " ".join(told(view, ask, "A-BARE"))
    assert "not recorded" in said or "no field for that" in said or "No source is" in said
    thai = " ".join(told(view, ask, "A-BARE", "th"))
    assert "ไม่มีข้อมูล" in thai or "ไม่ได้บันทึก" in thai


@pytest.mark.parametrize("ask", Ask)
@pytest.mark.parametrize("agreement_id", ["A-2022", "A-2017", "A-BARE"])
def test_every_field_of_every_record_has_an_answer(
    view: DayView, ask: Ask, agreement_id: str
) -> None:
    for language in LANGUAGES:
        lines = told(view, ask, agreement_id, language)
        assert lines
        assert all(line.strip() for line in lines)


def test_a_computed_end_says_how_it_was_computed(view: DayView) -> None:
    assert "Computed: 5 years from its entry into force, 1 September 2022." in told(
        view, Ask.EXPIRES, "A-2022"
    )
    assert any("คำนวณจากวันที่มีผลใช้บังคับ" in t for t in told(view, Ask.EXPIRES, "A-2022", "th"))
    assert "(computed)" in told(view, Ask.DECIDE_BY, "A-2022")[1]


def test_a_recorded_end_is_not_marked_as_computed(view: DayView) -> None:
    assert not any("omputed" in line for line in told(view, Ask.EXPIRES, "A-2017"))


def test_a_tacit_renewal_tells_until_when_notice_can_be_given(view: DayView) -> None:
    assert told(view, Ask.EXPIRES, "A-2022")[-1] == (
        "It then renews by itself for 3 years, until 31 August 2030 (computed), "
        "unless notice is given by 28 February 2027."
    )


def test_why_a_date_to_decide_by_is_that_date_is_told(view: DayView) -> None:
    assert told(view, Ask.DECIDE_BY, "A-2022")[1] == (
        "Why: it ends 31 August 2027 (computed), notice is due by 28 February 2027, "
        "less 100 days for approval."
    )


def test_the_right_to_end_it_at_any_time_is_told_beside_the_notice(view: DayView) -> None:
    assert "Either side may end it at any time with 3 months' notice." in told(
        view, Ask.NOTICE_BY, "A-2022"
    )


def test_an_ended_text_tells_what_replaced_it(view: DayView) -> None:
    lines = told(view, Ask.EXPIRES, "A-2017")

    assert lines[0].startswith("⌛ Ended on 1 June 2022")
    assert "It was replaced by A-2022." in lines


def test_a_gap_between_two_texts_is_told_where_one_follows_the_other(view: DayView) -> None:
    assert "Gap of 92 days between the two texts." in told(view, Ask.REPLACED_BY, "A-2017")


def test_nothing_is_left_to_decide_about_an_ended_text(view: DayView) -> None:
    assert (
        told(view, Ask.DECIDE_BY, "A-2017")[0] == "There is nothing left to decide about this text."
    )


def test_sources_that_disagree_are_both_told(view: DayView) -> None:
    lines = told(view, Ask.SOURCE, "A-2022")

    assert (
        "⚠️ Sources disagree on the signature: "
        "5 August 2022 (https://example.org/a); 7 August 2022 (The gazette)"
    ) in lines


def test_former_names_of_a_party_are_told(view: DayView) -> None:
    assert "   formerly Post Office" in told(view, Ask.PARTIES, "A-2022")


def test_a_contact_is_shown_to_staff_alone(view: DayView) -> None:
    for ask in Ask:
        public = " ".join(told(view, ask, "A-2022"))
        assert "room 5" not in public
        assert "Registry" not in public
    assert "Contact: room 5" in told(view, Ask.OWNER, "A-2022", contacts=True)


def test_a_title_is_shown_in_both_languages(view: DayView) -> None:
    assert told(view, Ask.TITLE, "A-2022", "th") == [
        "Memorandum on posts",
        "บันทึกความร่วมมือด้านไปรษณีย์",
    ]


def test_a_declaration_is_adopted_rather_than_signed(vocabulary: Vocabulary) -> None:
    record = agreement({"id": "D-1", "kind": "declaration", "signed": "2025-01"})
    view = Desk(Holdings(vocabulary, [record]), LeadTimes()).view(TODAY)

    assert told(view, Ask.SIGNED, "D-1") == ["✍️ Adopted in January 2025; the day is not recorded."]


@pytest.mark.parametrize("ask", Ask)
def test_a_thai_answer_on_a_thai_record_has_no_english_word(
    vocabulary: Vocabulary, ask: Ask
) -> None:
    thai: dict[str, object] = {
        "title": "บันทึกความร่วมมือ", "summary": "เรื่องจดหมาย", "scope_areas": ["จดหมาย"],
        "parties": [{"name": "กระทรวงไปรษณีย์", "country": "JP"}], "owner": {"unit": "กองไปรษณีย์"},
        "evidence": [{"field": "signed", "value": "x", "source": "ราชกิจจานุเบกษา"}],
    }  # fmt: skip
    record = agreement({**FULL, **thai, "supersedes": []})
    view = Desk(Holdings(vocabulary, [record]), LeadTimes()).view(TODAY)

    assert not [line for line in told(view, ask, "A-2022", "th") if any(map(_is_latin, line))]


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


@pytest.mark.parametrize(
    ("record", "ask"),
    [
        ({"signed": "2020", "expires": "2024"}, Ask.EXPIRES),
        ({"signed": "2020", "expires": "2027-11"}, Ask.EXPIRES),
        ({"signed": "2025-01", "term": {"kind": "fixed", "months": 60}}, Ask.EXPIRES),
        ({"signed": "2025-01", "term": {"kind": "fixed", "months": 60}}, Ask.DECIDE_BY),
    ],
)
def test_an_end_that_is_no_day_is_not_told_as_a_day(
    vocabulary: Vocabulary, record: dict[str, object], ask: Ask
) -> None:
    holdings = Holdings(vocabulary, [agreement({"id": "P-1", **record})])
    view = Desk(holdings, LeadTimes()).view(TODAY)
    english, thai = (told(view, ask, "P-1", language)[0] for language in LANGUAGES)

    for wrong in (" on 2024", " on November", " on between", " by between"):
        assert wrong not in english
    assert "วันที่ ระหว่าง" not in thai
    assert not (english.startswith("⌛ Ended") and "months ago" in english)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            {"signed": "2020", "term": {"kind": "open-ended"}},
            "No end date: it was agreed without one (open-ended).",
        ),
        (
            {"signed": "2020", "term": {"kind": "until-completed"}},
            "No end date: it runs until the work agreed is completed.",
        ),
        ({"signed": "2020"}, "The end is not recorded."),
        ({"kind": "talks"}, "Nothing was signed, so there is nothing that could end."),
        ({"signed": "2020", "terminated": "2022-03-01"}, "⌛ Terminated on 1 March 2022."),
        (
            {"signed": "2020", "expires": "2030", "terminated": "2027-03-01"},
            "⏳ It is terminated on 1 March 2027.",
        ),
    ],
)
def test_why_there_is_no_end_is_told(
    vocabulary: Vocabulary, record: dict[str, object], said: str
) -> None:
    view = Desk(Holdings(vocabulary, [agreement({"id": "P-1", **record})]), LeadTimes()).view(TODAY)

    assert told(view, Ask.EXPIRES, "P-1")[0] == said


def test_nothing_is_computed_from_a_start_that_is_not_known(vocabulary: Vocabulary) -> None:
    record = agreement({"id": "P-1", "approved": "2022", "term": {"kind": "fixed", "months": 60}})
    view = Desk(Holdings(vocabulary, [record]), LeadTimes()).view(TODAY)

    assert told(view, Ask.EXPIRES, "P-1") == [
        "The end is not recorded.",
        "A term of 5 years is recorded, but no day it counts from, so no end can be computed.",
    ]


def test_a_recorded_end_that_differs_from_the_term_shows_the_difference(
    vocabulary: Vocabulary,
) -> None:
    record = agreement(
        {"id": "P-1", "signed": "2022-08-05", "expires": "2027-12-31",
         "term": {"kind": "fixed", "months": 60}}
    )  # fmt: skip
    view = Desk(Holdings(vocabulary, [record]), LeadTimes()).view(TODAY)
    lines = told(view, Ask.EXPIRES, "P-1")

    assert lines[0].startswith("⏳ Ends on 31 December 2027")
    assert "Its term would give another end: 4 August 2027. The recorded one is shown." in lines


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("when must we decide on the Kazakhstan memorandum", "180 days for approval, the office's"),
        ("KZ-2025-DIGITAL", "180 days for approval, the office's setting"),
        ("agreements in force", "allow 180 days for approval, the office's setting"),
        ("KZ-2025-DIGITAL ต้องตัดสินใจเมื่อไหร่", "180 วัน ตามค่าที่หน่วยงานกำหนด"),
        ("ความตกลงที่มีผลใช้บังคับอยู่", "180 วัน ตามค่าที่หน่วยงานกำหนด"),
    ],
)
def test_a_decide_by_date_that_no_record_gives_the_days_of_is_marked_once(
    desk: Desk, text: str, setting: str
) -> None:
    told = reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text

    assert told.count(setting) == 1


def test_days_for_approval_that_are_on_record_are_no_setting(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(FULL)

    told = reply_to(desk.ask("A-2022, when must we decide?", TODAY), desk.view(TODAY)).text

    assert "100 days for approval." in told
    assert "setting" not in told


def test_a_source_that_contradicts_the_asked_date_is_told_beside_it(desk: Desk) -> None:
    lines = reply_to(desk.ask("when was the AAEC signed", TODAY), desk.view(TODAY)).text.split("\n")

    assert lines[0].startswith("✍️ Signed on 12 November 2018")
    assert lines[1].startswith("⚠️ Sources disagree on the signature: 12 November 2018 (")
    assert "2019 (Tech for Good" in lines[1]


def test_of_a_date_that_was_not_asked_no_contradiction_is_told(desk: Desk) -> None:
    told = reply_to(desk.ask("what does the AAEC cover", TODAY), desk.view(TODAY)).text

    assert "disagree" not in told
