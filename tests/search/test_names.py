"""The names people use for parties: look-alikes are told apart, doubt is kept."""

from __future__ import annotations

import pytest

from bot.search.answer import Absent, AnswerKind
from bot.search.asking import Desk
from bot.search.normal_form import FLAG
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


def parties(desk: Desk, text: str) -> list[str]:
    """Return the ids of every party that narrows a question."""
    return [i for slot in desk.ask(text, TODAY).question.parties for i in slot.ids]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("MoU with Oman", "OM"),
        ("MoU with Romania", "RO"),
        ("agreement with Niger", "NE"),
        ("agreement with Nigeria", "NG"),
        ("MoU with Mali", "ML"),
        ("MoU with Somalia", "SO"),
        ("MoU with Guinea", "GN"),
        ("MoU with Papua New Guinea", "PG"),
        ("MoU with Equatorial Guinea", "GQ"),
        ("MoU with Guinea-Bissau", "GW"),
        ("MoU with Austria", "AT"),
        ("MoU with Australia", "AU"),
        ("MoU with Dominica", "DM"),
        ("MoU with the Dominican Republic", "DO"),
        ("MoU with North Korea", "KP"),
        ("MoU with the Republic of Korea", "KR"),
        ("MoU with Lao PDR", "LA"),
        ("MoU with Türkiye", "TR"),
        ("MoU with Côte d’Ivoire", "CI"),
        ("MoU with Burma", "MM"),
        ("MoU with Viet Nam", "VN"),
        ("MoU with Vietnam", "VN"),
        ("the Finnish MoU", "FI"),
        ("the Dutch MoU", "NL"),
        ("Finland's MoU", "FI"),
        ("MoU with the U.S.", "US"),
        ("MoU with the USA", "US"),
        ("MoU with the UK", "GB"),
        ("MoU with the UAE", "AE"),
        ("MoU with JP", "JP"),
        ("MoU กับไนเจอร์", "NE"),
        ("MoU กับไนจีเรีย", "NG"),
        ("MoU กับออสเตรีย", "AT"),
        ("MoU กับออสเตรเลีย", "AU"),
        ("MoU กับมาลี", "ML"),
        ("MoU กับมาลาวี", "MW"),
        ("MoU กับเกาหลีใต้", "KR"),
        ("MoU กับเกาหลีเหนือ", "KP"),
        ("MoU กับ สปป.ลาว", "LA"),
        ("MoU กับเขมร", "KH"),
        ("MoU กับพม่า", "MM"),
        ("MoU กับอังกฤษ", "GB"),
        ("MoU กับเยอรมัน", "DE"),
        ("MoU กับอเมริกา", "US"),
        ("MoU กับสหรัฐฯ", "US"),
        ("MoU กับฮอลแลนด์", "NL"),
    ],
)
def test_a_name_stands_for_this_country_alone(desk: Desk, text: str, country: str) -> None:
    assert parties(desk, text) == [country]


@pytest.mark.parametrize(
    "text",
    [
        "ความร่วมมือด้านคลาวด์",
        "บริการคลาวด์ภาครัฐ",
        "กาชาด",
        "ข้อความกำกวม",
        "ฟอร์มาลีน",
        "tell us about the agreements",
        "is it in force?",
        "who can do it",
        "to me or to you",
        "in my view no",
        "constitution",
        "escape plan",
        "agreement on IT and AI",
        "the cat sat",
        "ตกต่ำ",
    ],
)
def test_a_word_that_only_looks_like_a_name_is_none(desk: Desk, text: str) -> None:
    assert parties(desk, text) == []


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("agreement on IT", "ict"),
        ("agreement on AI", "artificial-intelligence"),
        ("ai", "artificial-intelligence"),
    ],
)
def test_a_two_letter_code_that_names_a_topic_is_the_topic(
    desk: Desk, text: str, area: str
) -> None:
    question = desk.ask(text, TODAY).question

    assert [slot.ids for slot in question.areas] == [(area,)]
    assert question.parties == ()


def test_every_country_is_known_by_its_flag(vocabulary: Vocabulary) -> None:
    countries = [p.id for p in vocabulary.directory if p.type == "country" and len(p.id) == 2]
    known = {i: {s.id for s in vocabulary.lexicon.senses(f"{FLAG}{i}")} for i in countries}

    assert len(countries) > 190
    assert all(senses == {country} for country, senses in known.items())


@pytest.mark.parametrize(
    ("text", "country"), [("🇯🇵", "JP"), ("🇫🇮 expiry?", "FI"), ("MoU🇱🇦?", "LA")]
)
def test_a_flag_names_its_country_in_a_question(desk: Desk, text: str, country: str) -> None:
    assert parties(desk, text) == [country]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("agreements of depa", "TH-DEPA"),
        ("agreements of ETDA", "TH-ETDA"),
        ("agreements of etda", "TH-ETDA"),
        ("agreements of MDES", "TH-MDES"),
        ("เอกสารของกระทรวงดีอี", "TH-MDES"),
        ("เอกสารของ กสทช.", "TH-NBTC"),
        ("เอกสารของ กสทช", "TH-NBTC"),
        ("documents of the ITU", "ITU"),
        ("documents of asean", "ASEAN"),
        ("เอกสารของอาเซียน", "ASEAN"),
    ],
)
def test_an_abbreviation_stands_for_its_body(desk: Desk, text: str, body: str) -> None:
    assert parties(desk, text) == [body]


def test_depa_is_an_agency_and_the_same_in_capitals_an_agreement(desk: Desk) -> None:
    small, capitals = desk.ask("depa", TODAY), desk.ask("DEPA", TODAY)

    assert parties(desk, "depa") == ["TH-DEPA"]
    assert small.kind is not AnswerKind.ONE
    assert capitals.focus == "DEPA-2024-TALKS"


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("agreement with Korea", {"KR", "KP"}),
        ("ข้อตกลงกับเกาหลี", {"KR", "KP"}),
        ("agreement with the Congo", {"CG", "CD"}),
        ("what do we have with MIC", {"JP-MIC", "VN-MOST"}),
    ],
)
def test_a_name_of_two_bodies_keeps_both_in_doubt(
    desk: Desk, text: str, candidates: set[str]
) -> None:
    (slot,) = desk.ask(text, TODAY).question.parties

    assert set(slot.ids) == candidates
    assert slot.is_doubtful


def test_a_country_named_beside_it_settles_a_bodys_name(desk: Desk) -> None:
    assert "VN-MOST" not in parties(desk, "what did MIC sign with us in Japan")
    assert "JP-MIC" not in parties(desk, "what did MIC sign with us in Viet Nam")


def test_of_two_countries_of_a_name_the_register_decides(desk: Desk) -> None:
    answer = desk.ask("agreement with Korea", TODAY)

    assert answer.focus == "KR-2019-SMARTCITY"


@pytest.mark.parametrize(
    "text", ["agreements with Thailand", "ข้อตกลงของไทย", "Thai agreements", "🇹🇭 list"]
)
def test_the_own_country_never_narrows(desk: Desk, text: str) -> None:
    assert parties(desk, text) == []


def test_the_own_country_beside_another_leaves_the_other(desk: Desk) -> None:
    assert parties(desk, "MoU between Thailand and Finland") == ["FI"]
    assert parties(desk, "ข้อตกลงระหว่างไทยกับฟินแลนด์") == ["FI"]


def test_a_former_name_finds_the_body_of_today(desk: Desk) -> None:
    answer = desk.ask(
        "what did the Ministry of Information and Communication Technology sign with Japan", TODAY
    )

    assert "JP-2015-ICT" in {match.id for match in answer.found}


def test_a_country_without_an_agreement_is_nothing_on_record(desk: Desk) -> None:
    for text, country in (("MoU with Oman", "OM"), ("MoU กับเปรู", "PE"), ("Niger", "NE")):
        answer = desk.ask(text, TODAY)
        assert answer.kind is AnswerKind.NONE
        assert (Absent.PARTY, country) in answer.absent
        assert answer.found == ()


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("IS THE MOU WITH FINLAND STILL VALID?", "FI"),
        ("TELL US ABOUT JAPAN", "JP"),
        ("IS THERE AN AGREEMENT BETWEEN US AND LAOS", "LA"),
    ],
)
def test_a_question_typed_in_capitals_names_the_same_parties(
    desk: Desk, text: str, country: str
) -> None:
    assert parties(desk, text) == [country]


def test_it_in_a_question_typed_in_capitals_is_a_pronoun(desk: Desk) -> None:
    assert desk.ask("WHEN DOES IT END", TODAY).question.areas == ()


@pytest.mark.parametrize("text", ["stupid bot", "hey bot, are you there?"])
def test_the_bot_is_not_the_bank_of_thailand(desk: Desk, text: str) -> None:
    assert parties(desk, text) == []


def test_uk_in_lower_case_is_the_united_kingdom(desk: Desk) -> None:
    assert parties(desk, "agreements with the uk") == ["GB"]
