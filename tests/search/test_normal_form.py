"""One spelling for every way of typing: Thai repairs, marks, digits, quotes, flags, possessives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.search.normal_form import normal, normal_text, repair_thai

#: Letters, marks and signs between which the repairs have to choose, more often than chance would.
_TRICKY = "กขคงนปมลวสอาเแโไๆฯะัำิีุู็่้๊๋์ํ๐๑๙' `’.-–\u200b\u00ad\ufeffaAéßøIİsS.b🇯🇵🇫\u0301Ａ１\n\t"
any_text = st.text(max_size=60) | st.text(alphabet=_TRICKY, max_size=30)
#: What people write: Thai syllables with at most one tone mark, Latin words, numbers, flags.
_thai = st.from_regex(r"[เแโใไ]?[ก-ฮ](?:[ัิีึืุู็]?[่้๊๋]?|[่้๊๋]?[าะำ]|[่้๊๋]?\u0e4d[่้๊๋]?า)", fullmatch=True)
_latin = st.from_regex(r"[A-Za-zàéïñöüÀÉß]{1,9}(?:['’]s)?", fullmatch=True)
_other = st.sampled_from(
    ["2565", "๒๕๖๕", "🇯🇵", "–", "MoU", "U.S.", "ฯ", "ๆ", "พ.ศ.", "Ｊａｐａｎ", "?"]
)
written = st.lists(st.lists(_thai, min_size=1, max_size=4).map("".join) | _latin | _other).map(
    " ".join
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("ประจํา", "ประจำ"),
        ("สําคัญ", "สำคัญ"),
    ],
)
def test_sara_am_has_one_spelling_however_it_was_typed(typed: str, meant: str) -> None:
    assert normal(typed) == normal(meant) == meant


def test_two_sara_e_stand_for_sara_ae() -> None:
    assert normal("เเผนงาน") == "แผนงาน"


@pytest.mark.parametrize(
    ("typed", "meant"), [("ก่ี", "กี่"), ("ญ่ีปุ่น", "ญี่ปุ่น"), ("ท้ัง", "ทั้ง"), ("เก่ียว", "เกี่ยว")]
)
def test_a_tone_mark_typed_before_its_vowel_is_put_after_it(typed: str, meant: str) -> None:
    assert normal(typed) == meant


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_characters_nobody_sees_are_dropped(sign: str) -> None:
    assert normal(f"ฟิน{sign}แลนด์ Fin{sign}land") == "ฟินแลนด์ finland"


def test_thai_digits_are_read_as_digits() -> None:
    assert normal("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


@pytest.mark.parametrize(
    ("typed", "meant"), [("ＪＡＰＡＮ", "japan"), ("２５６５", "2565"), ("ＭｏＵ？", "mou?")]
)
def test_full_width_letters_and_digits_are_narrow_ones(typed: str, meant: str) -> None:
    assert normal(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Türkiye", "turkiye"),
        ("Réunion", "reunion"),
        ("São Tomé", "sao tome"),
        ("Curaçao", "curacao"),
        ("Việt Nam", "viet nam"),
        ("Øresund", "oresund"),
        ("Łódź", "lodz"),
    ],
)
def test_marks_on_latin_letters_do_not_matter(typed: str, meant: str) -> None:
    assert normal(typed) == meant


@pytest.mark.parametrize(
    "quote",
    [
        "'",
        "\u2019",
        "\u2018",
        "\u02bc",
        "`",
        "\u00b4",
    ],
)
def test_every_sort_of_apostrophe_makes_the_same_possessive(quote: str) -> None:
    assert normal(f"Finland{quote}s MoU") == "finland mou"
    assert normal(f"Laos{quote} MoU") == "laos mou"


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"])
def test_every_sort_of_dash_is_one_dash(dash: str) -> None:
    assert normal(f"2018{dash}2021") == "2018-2021"


def test_a_flag_is_a_word_of_its_own() -> None:
    assert normal("MoU🇯🇵🇫🇮?") == "mou ⚑jp ⚑fi ?"


@pytest.mark.parametrize(("typed", "meant"), [("U.S.A.", "usa"), ("B.E. 2565", "be 2565")])
def test_initials_are_written_without_points(typed: str, meant: str) -> None:
    assert normal(typed) == meant


def test_the_point_of_a_thai_abbreviation_and_the_repetition_sign_say_nothing() -> None:
    assert normal("กสทช. สหรัฐฯ") == "กสทช สหรัฐ"
    assert normal("เร็วๆ นี้") == normal("เร็ว นี้")


def test_all_white_space_is_one_space() -> None:
    assert normal(" MoU\u00a0with\t\nJapan\r ") == "mou with japan"


def test_thai_vowels_and_tone_marks_are_never_lost() -> None:
    assert normal("ความมั่นคงปลอดภัยไซเบอร์") == "ความมั่นคงปลอดภัยไซเบอร์"


def test_the_cased_form_keeps_how_it_was_written() -> None:
    text = normal_text("DEPA and depa, 🇯🇵")

    assert text.cased == "DEPA and depa, ⚑JP"
    assert text.folded == "depa and depa, ⚑jp"


@given(any_text)
@example("İstanbul")
@example("ﬁnland ﷺ")
@example("ẞ ŉ ǰ")
def test_folded_and_cased_have_the_same_length(text: str) -> None:
    form = normal_text(text)

    assert len(form.folded) == len(form.cased)


@given(written)
@example("Laos' 's")
@example("a.b.c.d")
@example("ประจํา เเผน ก่ี")
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = normal_text(text)

    assert normal_text(once.cased).cased == once.cased
    assert normal(once.folded) == once.folded


@pytest.mark.parametrize("text", ["ǿ", "🇯\u00ad🇵", "ก่ัั", "น้ๆ็", "ํ\u0301า", "อ'\u200bฯ"], ids=ascii)
def test_even_of_an_odd_text_the_normal_form_is_final(text: str) -> None:
    once = normal(text)

    assert normal(once) == once


@given(any_text)
def test_the_normal_form_has_no_control_character_and_no_space_at_its_ends(text: str) -> None:
    form = normal(text)

    assert form == form.strip()
    assert "  " not in form
    assert not any(ord(character) < 32 for character in form)


@given(st.lists(_thai, max_size=6).map("".join))
def test_repairing_repaired_thai_changes_nothing(text: str) -> None:
    once = repair_thai(text)

    assert repair_thai(once) == once
