"""Names in a text: the longest match wins, and how a name is written may decide what it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.lexicon import Lexicon
from bot.search.normal_form import normal_text
from bot.search.senses import Category, Naming, Sense


def party(party_id: str) -> Sense:
    return Sense(Category.PARTY, party_id)


def blocker(word: str) -> Sense:
    return Sense(Category.BLOCKER, word)


def found(lexicon: Lexicon, text: str) -> list[tuple[str, list[str]]]:
    """Return what stands in a text: as written, and the ids it may stand for."""
    return [(m.text, [s.id for s in m.senses]) for m in lexicon.scan(normal_text(text))]


def ids(lexicon: Lexicon, text: str) -> list[str]:
    """Return all ids that stand in a text, in order."""
    return [i for _, senses in found(lexicon, text) for i in senses]


def lexicon_of(**names: str) -> Lexicon:
    """Return a lexicon of names (underscores are spaces) and what each stands for."""
    lexicon = Lexicon()
    for name, party_id in names.items():
        lexicon.add(name.replace("_", " "), party(party_id))
    return lexicon


def test_the_longest_name_wins() -> None:
    lexicon = lexicon_of(guinea="GN", papua_new_guinea="PG", new_guinea="?")

    assert ids(lexicon, "Papua New Guinea and Guinea") == ["PG", "GN"]


def test_cooperation_takes_no_word_away_from_the_area_before_it() -> None:
    lexicon = Lexicon()
    for name in ("smart city", "city cooperation"):
        lexicon.add(name, Sense(Category.AREA, name))
    assert ids(lexicon, "smart city cooperation") == ["smart city"]
    assert ids(lexicon, "city cooperation") == ["city cooperation"]


def test_a_latin_name_matches_whole_words_only() -> None:
    lexicon = lexicon_of(oman="OM", itu="ITU")

    assert ids(lexicon, "Romania, woman, constitution") == []
    assert ids(lexicon, "Oman/ITU (Oman)") == ["OM", "ITU", "OM"]


def test_a_plural_is_the_same_name() -> None:
    lexicon = Lexicon()
    lexicon.add("smart city", Sense(Category.AREA, "smart-city"))

    assert ids(lexicon, "smart cities") == ["smart-city"]


@pytest.mark.parametrize(
    "text", ["cyber-security", "cyber  security", "CYBER SECURITY", "Cyber–Security"]
)
def test_dashes_spaces_and_capitals_do_not_matter_to_a_name(text: str) -> None:
    assert ids(lexicon_of(cyber_security="cyber"), text) == ["cyber"]


def test_a_thai_name_matches_inside_a_run() -> None:
    assert ids(lexicon_of(ลาว="LA"), "ข้อตกลงกับลาวหมดอายุ") == ["LA"]


def test_a_thai_name_never_tears_a_vowel_or_tone_mark_off_its_consonant() -> None:
    lexicon = lexicon_of(จีน="CN", มาลี="ML")

    assert ids(lexicon, "จีนี่") == []
    assert ids(lexicon, "เมาลี") == []
    assert ids(lexicon, "มาลี่") == []


def test_a_word_that_only_contains_a_name_blocks_it() -> None:
    lexicon = lexicon_of(ลาว="LA")
    lexicon.add("คลาวด์", blocker("คลาวด์"))

    assert found(lexicon, "คลาวด์กับลาว") == [("ลาว", ["LA"])]


def test_a_thai_name_may_be_written_with_or_without_its_spaces_and_points() -> None:
    lexicon = Lexicon()
    lexicon.add("สปป. ลาว", party("LA"))

    for text in ("สปป.ลาว", "สปป. ลาว", "สปปลาว", "MoU กับสปป.ลาวหมดอายุ"):
        assert ids(lexicon, text) == ["LA"]


def test_a_thai_abbreviation_of_consonants_counts_only_where_it_stands_alone() -> None:
    lexicon = lexicon_of(กต="TH-MFA")

    assert ids(lexicon, "กต. ลงนาม") == ["TH-MFA"]
    assert ids(lexicon, "ตกต่ำ ปกติ กตัญญู") == []


def test_an_exact_name_asks_for_its_way_of_writing() -> None:
    lexicon = Lexicon()
    lexicon.add_exact("US", party("US"))

    assert ids(lexicon, "MoU with the US") == ["US"]
    assert ids(lexicon, "tell us more, Us too") == []


def test_a_weak_name_counts_in_lower_case_but_not_in_other_capitals() -> None:
    lexicon = Lexicon()
    lexicon.add_exact("depa", party("TH-DEPA"), weak=True)

    assert ids(lexicon, "depa") == ["TH-DEPA"]
    assert ids(lexicon, "Depa") == ["TH-DEPA"]
    assert ids(lexicon, "DEPA") == []


def test_a_weak_name_gives_way_to_a_sure_one() -> None:
    lexicon = Lexicon()
    lexicon.add_exact("MOU", party("Mouline"), weak=True)
    lexicon.add("mou", Sense(Category.KIND, "mou"))

    assert ids(lexicon, "mou") == ["mou"]


def test_a_flag_is_a_name() -> None:
    lexicon = Lexicon()
    lexicon.add("🇯🇵", party("JP"))

    assert ids(lexicon, "🇯🇵🇫🇮 MoU") == ["JP"]


def test_a_name_may_stand_for_several_things_and_says_so() -> None:
    lexicon = lexicon_of(korea="KR")
    lexicon.add("Korea", party("KP"))

    assert found(lexicon, "Korea?") == [("Korea", ["KR", "KP"])]
    assert [(name, {s.id for s in senses}) for name, senses in lexicon.claimed_twice()] == [
        ("korea", {"KR", "KP"})
    ]


def test_a_name_taken_away_is_found_no_more() -> None:
    lexicon = lexicon_of(korea="KR")
    lexicon.add("Korea", party("KP"))
    lexicon.remove("Korea", party("KR"))

    assert ids(lexicon, "Korea") == ["KP"]
    lexicon.remove("korea", party("KP"))
    assert found(lexicon, "Korea") == []


def test_taking_a_name_away_twice_or_an_unknown_one_does_nothing() -> None:
    lexicon = lexicon_of(japan="JP")
    lexicon.remove("Finland", party("FI"))
    lexicon.remove("Japan", party("FI"))

    assert ids(lexicon, "Japan") == ["JP"]


def test_a_lexicon_sees_the_names_of_the_one_it_stands_on() -> None:
    shipped = lexicon_of(japan="JP")
    own = Lexicon(parent=shipped)
    own.add("Zephyrus", Sense(Category.AGREEMENT, "JP-2022", Naming.ALIAS))

    assert ids(own, "Zephyrus with Japan") == ["JP-2022", "JP"]
    assert ids(shipped, "Zephyrus with Japan") == ["JP"]


def test_the_longest_match_wins_across_both_lexicons() -> None:
    own = Lexicon(parent=lexicon_of(japan="JP"))
    own.add("Japan postal deal", Sense(Category.AGREEMENT, "JP-POST"))

    assert ids(own, "the Japan postal deal") == ["JP-POST"]


names = st.text(alphabet="abcdeกขคลาว ", min_size=1, max_size=8).filter(str.strip)


@given(st.lists(names, max_size=6), names, st.text(alphabet="abcdeกขคลาว ", max_size=30))
def test_adding_and_removing_a_name_leaves_a_lexicon_as_it_was(
    others: list[str], name: str, text: str
) -> None:
    before, after = Lexicon(), Lexicon()
    for other in others:
        before.add(other, party(other))
        after.add(other, party(other))
    after.add(name, party("NEW"))
    after.remove(name, party("NEW"))

    assert found(after, text) == found(before, text)


@given(st.lists(names, max_size=8), st.text(alphabet="abcdeกขคลาว ", max_size=40))
def test_names_found_stand_in_the_text_in_order_and_never_overlap(
    all_names: list[str], text: str
) -> None:
    lexicon = Lexicon()
    for name in all_names:
        lexicon.add(name, party(name))
    normal = normal_text(text)
    mentions = lexicon.scan(normal)

    assert all(normal.cased[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
