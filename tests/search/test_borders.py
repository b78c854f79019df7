"""A mistyped Thai word is read as a whole; no name is cut out of it, and no cut piece is shown."""

from __future__ import annotations

import pytest

from bot.replies.answers import reply_to
from bot.search.asking import Desk
from bot.search.question import Correction
from bot.search.sounds import sound_of
from bot.search.thai_cutting import pieces_of, tears_a_word, whole_words
from tests.conftest import TODAY

KNOWN = frozenset({"รับรอง", "หนังสือ", "หนัง", "เชิญ", "ทำ", "อายุ", "มี"})


@pytest.mark.parametrize(
    ("text", "typed", "read"),
    [
        ("คลาวหัวเว่ยมีอะไรบ้าง", "คลาว", "คลาวด์"),
        ("mouคลาวดภาครัฐกับอเมซอน", "คลาวดภาครัฐ", "คลาวด์ภาครัฐ"),
        ("ฮ่องกงเรื่องอุตุนิยมวทยา", "อุตุนิยมวทยา", "อุตุนิยมวิทยา"),
        ("คาซัคสถน หมดเมื่อไร", "คาซัคสถน", "คาซัคสถาน"),
        ("ความตกลงอีคอมเมอสอาเซียน", "อีคอมเมอส", "อีคอมเมิร์ซ"),
        ("ปฏิญญาโบราไคคืออะไร", "โบราไค", "โบราเคย์"),
        ("ปฏิณญาอัสตานาเรื่องอะไร", "ปฏิณญา", "ปฏิญญา"),
    ],
)
def test_a_mistyped_word_is_read_as_a_whole_and_that_is_said(
    desk: Desk, text: str, typed: str, read: str
) -> None:
    assert Correction(typed, read) in desk.understand(text, TODAY).corrections


@pytest.mark.parametrize(
    "text",
    [
        "ปฏิญญานี้รับรองเดื่อนไหน",
        "ใครเป็นเลขาธิการของอาเซียน",
        "เมื่อไรหมดความตกลงกับลาว",
        "รายการในชั้นเจรจามีอะไรบ้าง",
        "เยอรมันมีสองอนัไหน",
        "จะทำหนังสือเชิญจีนเรื่องปัญญาประดิษฐ์",
    ],
)
def test_no_reading_takes_a_piece_off_a_known_word(desk: Desk, text: str) -> None:
    assert desk.understand(text, TODAY).corrections == ()


def test_no_piece_that_was_cut_out_of_a_word_is_shown(desk: Desk) -> None:
    answer = desk.ask("ขอชื่อคู่ภาคีของ MoU ด้านปัญญาประดิษฐ์กับจีน จะทำหนังสือเชิญ", TODAY)

    assert "สือเชิญ" not in reply_to(answer, desk.view(TODAY)).text


def test_a_run_is_cut_into_the_fewest_words() -> None:
    texts = ["ทำหนังสือเชิญ"[p.start : p.end] for p in pieces_of("ทำหนังสือเชิญ", KNOWN)]

    assert texts == ["ทำ", "หนังสือ", "เชิญ"]


def test_a_piece_is_widened_to_whole_words() -> None:
    assert whole_words("ทำหนังสือเชิญ", 6, 13, KNOWN) == ("หนังสือเชิญ", True)
    assert whole_words("มีกำหดอายุ", 4, 10, KNOWN) == ("กำหดอายุ", False)


def test_a_word_is_torn_by_what_takes_its_smaller_part() -> None:
    assert tears_a_word("รับรองเดื่อน", 4, 12, KNOWN)
    assert tears_a_word("มีกำหดอายุ", 4, 10, KNOWN)
    assert not tears_a_word("รับรองเดื่อน", 6, 12, KNOWN)


def test_two_spellings_of_one_vowel_sound_alike() -> None:
    assert sound_of("อีคอมเมอส") == sound_of("อีคอมเมิร์ซ")
