"""Thai in Latin letters: read where it surely is Thai, and never in an English question."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.normal_form import normal_text
from bot.search.question import Ask
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "thai"),
    [
        ("MoU kap yipun thang mod", "mou กับ ญี่ปุ่น ทั้งหมด"),
        ("MoU lao mot aayu muea rai krab", "mou lao หมดอายุ เมื่อไร"),
        ("krasuang de kap Rwanda, yang mee phon yu mai", "กระทรวงดีอี กับ rwanda, ยังมีผลอยู่ไหม"),
    ],
)
def test_romanised_words_are_read_as_thai(vocabulary: Vocabulary, text: str, thai: str) -> None:
    read = vocabulary.romanised.as_thai(normal_text(text))

    assert read.folded == thai
    assert len(read.folded) == len(read.cased)


@pytest.mark.parametrize(
    "text",
    [
        "what is the gap between the Japan texts",
        "my mai question is about Laos",
        "agreements with Chin State",
        "does Kap sign for the Asian side",
        "mai chin",
    ],
)
def test_an_english_question_keeps_its_words(vocabulary: Vocabulary, text: str) -> None:
    read = vocabulary.romanised.as_thai(normal_text(text))

    assert read.folded == normal_text(text).folded


@pytest.mark.parametrize(
    "text", ["when does the Finland letter end krab", "when does the Finland letter end na ka?"]
)
def test_a_particle_at_the_end_of_any_sentence_says_nothing(desk: Desk, text: str) -> None:
    question = desk.ask(text, TODAY).question

    assert question.asks == (Ask.EXPIRES,)
    assert not {"krab", "na", "ka"} & {word.text for word in question.words}
    assert question.corrections == ()


@pytest.mark.parametrize(
    "word", ["mang", "incl", "krom", "youre", "chai", "perm", "sabai", "tham", "temp"]
)
def test_a_word_of_chats_is_never_read_as_a_country_or_an_abbreviation(
    desk: Desk, word: str
) -> None:
    question = desk.ask(f"agreements on posts {word} stamps", TODAY).question

    assert question.parties == ()
    assert question.corrections == ()


def test_a_question_in_romanised_thai_is_answered(desk: Desk) -> None:
    assert desk.ask("krasuang de kap Rwanda, yang mee phon yu mai", TODAY).focus == "RW-2018-ICT"
    assert desk.ask("MoU kap yipun thang mod", TODAY).total == 6
