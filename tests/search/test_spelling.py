"""Typing errors: an unknown word is read as what it was meant to be, a known one never."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from bot.search.asking import Desk
from bot.search.question import Question
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY

#: So many ordinary words are tried: a fixed choice, so that a failure can be repeated.
WORDS_TRIED, SEED = 1_200, 22


def asked(desk: Desk, text: str) -> Question:
    return desk.ask(text, TODAY).question


def parties(desk: Desk, text: str) -> list[str]:
    return [i for slot in asked(desk, text).parties for i in slot.ids]


@pytest.mark.parametrize(
    ("typo", "country"),
    [
        ("filand", "FI"), ("finlnd", "FI"), ("Finalnd", "FI"), ("japn", "JP"), ("jpaan", "JP"),
        ("kazakstan", "KZ"), ("kazahkstan", "KZ"), ("vietnm", "VN"), ("singapor", "SG"),
        ("singapoer", "SG"), ("romnia", "RO"), ("indonesa", "ID"), ("phillipines", "PH"),
        ("cambodai", "KH"), ("swizerland", "CH"), ("germny", "DE"), ("rawanda", "RW"),
        ("isreal", "IL"), ("bangladsh", "BD"), ("russa", "RU"), ("estona", "EE"), ("mexcio", "MX"),
    ],
)  # fmt: skip
def test_a_mistyped_country_is_read_as_the_country(desk: Desk, typo: str, country: str) -> None:
    assert parties(desk, f"agreement with {typo}") == [country]


@pytest.mark.parametrize(
    ("typo", "country"),
    [
        ("ญิ่ปุ่น", "JP"), ("ญีปุ่น", "JP"), ("ยี่ปุ่น", "JP"), ("ญี่ปุน", "JP"), ("คาซักสถาน", "KZ"),
        ("อินโดนิเซีย", "ID"), ("ฟิลิปินส์", "PH"), ("เวียตนาม", "VN"), ("อิสลาเอล", "IL"),
        ("บังคลาเทศ", "BD"), ("ฟินเเลนด์", "FI"), ("โรมาเนี่ย", "RO"), ("กัมพุชา", "KH"),
        ("สิงคโป", "SG"),
        ("ออสเตรเลีน", "AU"),
    ],
)  # fmt: skip
def test_a_mistyped_thai_country_is_read_as_the_country(
    desk: Desk, typo: str, country: str
) -> None:
    question = asked(desk, f"ข้อตกลงกับ{typo}")

    assert [i for slot in question.parties for i in slot.ids] == [country]
    assert not any(word.is_decisive for word in question.words)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("when does the filand mou expire", ("filand", "finland")),
        ("when was it sgined", ("sgined", "signed")),
        ("agrement with Finland", ("agrement", "agreement")),
        ("cybr security", ("cybr", "cyber")),
        ("ข้อตกลงกับญิ่ปุ่น", ("ญิ่ปุ่น", "ญี่ปุ่น")),
    ],
)
def test_what_was_corrected_is_kept_to_be_said(
    desk: Desk, text: str, read: tuple[str, str]
) -> None:
    assert [(c.typed, c.read) for c in asked(desk, text).corrections] == [read]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("expirey of JP-2022-ICT", "expires"),
        ("when does JP-2022-ICT exipre", "expires"),
        ("when was JP-2022-ICT sigend", "signed"),
        ("JP-2022-ICT หมดอายุเมื่อใหร่", "expires"),
    ],
)
def test_a_mistyped_field_is_still_asked_for(desk: Desk, text: str, asks: str) -> None:
    assert [ask.value for ask in asked(desk, text).asks] == [asks]


@lru_cache(maxsize=1)
def _ordinary_words() -> tuple[str, ...]:
    path = Path(__file__).parents[2] / "data" / "english_words.txt"
    rows = path.read_text(encoding="utf-8").splitlines()
    words = [row for row in rows if row and not row.startswith("#")]
    return tuple(random.Random(SEED).sample(words, WORDS_TRIED))


def test_an_ordinary_word_is_never_corrected(desk: Desk) -> None:
    corrected = {
        word: corrections
        for word in _ordinary_words()
        if (corrections := asked(desk, f"agreement on {word}").corrections)
    }

    assert corrected == {}


@pytest.mark.parametrize(
    "word",
    ["salmon", "that", "laws", "notes", "signature", "march", "union", "chain", "main", "iron",
     "Spanning", "girl", "omen", "woman", "roman", "mail", "chat", "finals", "island", "ireful"],
)  # fmt: skip
def test_an_ordinary_word_never_becomes_a_country(desk: Desk, word: str) -> None:
    for text in (word, f"agreement on {word}", f"the {word} with Japan"):
        assert set(parties(desk, text)) <= {"JP"}


def test_a_lost_or_swapped_letter_never_makes_another_country(
    desk: Desk, vocabulary: Vocabulary
) -> None:
    wrong = []
    right = tried = 0
    for party in vocabulary.directory:
        name = party.name.en
        if party.type != "country" or party.id == "TH" or not name.isalpha() or len(name) < 6:
            continue
        for place in range(2, len(name) - 1, 2):
            lost = name[:place] + name[place + 1 :]
            swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
            for typo in {lost, swapped} - {name}:
                met = set(parties(desk, f"agreement with {typo}"))
                tried += 1
                right += party.id in met
                if met and party.id not in met:
                    wrong.append((typo, met))

    assert wrong == []
    assert right / tried > 0.97


@pytest.mark.parametrize(
    ("typo", "candidates"), [("Nigera", {"NE", "NG"}), ("Austrlia", {"AU", "AT"})]
)
def test_a_typing_error_between_two_countries_keeps_both(
    desk: Desk, typo: str, candidates: set[str]
) -> None:
    (slot,) = asked(desk, f"agreement with {typo}").parties

    assert set(slot.ids) == candidates


def test_a_tie_of_two_countries_on_record_is_asked(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "NE-1", "kind": "mou", "parties": [{"name": "Niger", "country": "NE"}]},
        {"id": "NG-1", "kind": "mou", "parties": [{"name": "Nigeria", "country": "NG"}]},
    )
    answer = desk.ask("when does the Nigera MoU expire", TODAY)

    assert answer.kind.value == "choice"
    assert {match.id for match in answer.found} == {"NE-1", "NG-1"}


def test_the_right_spelling_wins_over_a_nearer_guess(desk: Desk) -> None:
    for text, country in (("Niger", "NE"), ("Nigeria", "NG"), ("Austria", "AT"), ("มาลี", "ML")):
        question = asked(desk, text)
        assert question.corrections == ()
        assert [i for slot in question.parties for i in slot.ids] == [country]


def test_a_word_of_the_register_is_known_and_not_corrected(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Agreement on the Finlund bridge", "signed": "2020"})

    assert asked(desk, "finlund").corrections == ()
    assert desk.ask("finlund", TODAY).focus == "A-1"


def test_words_of_the_register_are_what_typing_errors_may_mean(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of(
        {"id": "A-1", "title": "Agreement on the Zephyrus observatory", "signed": "2020"}
    )

    assert desk.ask("agreement on zephyrs", TODAY).focus == "A-1"


def test_a_short_word_is_not_corrected(desk: Desk) -> None:
    for word in ("jpn", "fin", "lao", "omn"):
        assert asked(desk, f"agreement with {word}").corrections == ()


def test_a_name_of_two_words_is_read_through_an_error(desk: Desk) -> None:
    assert parties(desk, "agreement with honk kong") == ["HK"]
    assert parties(desk, "agreement with soth korea") == ["KR"]


def test_a_region_is_not_read_as_the_country_with_a_like_name(desk: Desk) -> None:
    assert parties(desk, "Central American agreement on hazardous wastes") == []


def test_malasia_is_malaysia(desk: Desk) -> None:
    assert parties(desk, "agreement with Malasia") == ["MY"]


def test_keyboard_noise_is_read_as_nothing(desk: Desk) -> None:
    assert asked(desk, "asdfgh qwerty").corrections == ()


def test_of_two_names_as_near_the_longer_one_is_read(desk: Desk) -> None:
    """A letter is left out more often than one is put in."""
    answer = desk.ask("areas of the Malaysa MoU", TODAY)

    assert [correction.read for correction in answer.question.corrections] == ["malaysia"]
