"""Bodies that are described in words are the one body of which the words are said, or nobody."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from tests.conftest import TODAY


def parties(desk: Desk, text: str) -> list[str]:
    return [party for slot in desk.ask(text, TODAY).question.parties for party in slot.ids]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("what has our cyber security agency signed?", "TH-NCSA"),
        ("texts with the Chinese commerce ministry", "CN-MOFCOM"),
        ("texts with the ministry of commerce of China", "CN-MOFCOM"),
        ("anything with the Japanese communications ministry", "JP-MIC"),
        ("MoUs with the communications ministry of Japan", "JP-MIC"),
        ("MoUs with the Japanese ministry of communications", "JP-MIC"),
        ("what did the US trade development people offer", "US-USTDA"),
        ("when does the MoU with the Finnish transport ministry end", "FI-LVM"),
        ("MoU กับกระทรวงสื่อสารญี่ปุ่น", "JP-MIC"),
        ("หน่วยงานความมั่นคงปลอดภัยไซเบอร์ของเรา ลงนามอะไรไว้บ้าง", "TH-NCSA"),
    ],
)
def test_a_country_and_words_of_a_name_are_that_body(desk: Desk, text: str, body: str) -> None:
    assert parties(desk, text) == [body]


@pytest.mark.parametrize(
    "text",
    ["agreements with the Japanese ministry", "the Chinese gardening office"],
)
def test_words_that_stand_in_no_name_name_no_body(desk: Desk, text: str) -> None:
    assert set(parties(desk, text)) <= {"JP", "CN"}


def test_a_name_of_a_foreign_body_stays_theirs_without_our(desk: Desk) -> None:
    assert parties(desk, "MoU with the Cyber Security Agency") == ["SG-CSA"]


def test_our_ministry_and_a_country_beside_it_stay_two(desk: Desk) -> None:
    assert set(parties(desk, "MoU กระทรวงดิจิทัลรัสเซีย")) == {"TH-MDES", "RU"}
