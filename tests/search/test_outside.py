"""Outside a region or bloc lies what is with none of its members; who is named besides belongs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.search.asking import Desk
from tests.conftest import TODAY


@pytest.fixture
def world(desk_of: Callable[..., Desk]) -> Desk:
    """Return a register with partners in several parts of the world and a bloc."""
    countries = ("FI", "GB", "JP", "LA", "IL", "AU", "CH")
    return desk_of(
        *(
            {"id": f"{code}-1", "title": f"Memorandum {code}", "parties": [{"country": code}]}
            for code in countries
        ),
        {"id": "ASEAN-2", "title": "ASEAN framework", "parties": ["ASEAN"]},
    )


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ฉบับที่ทำกับประเทศนอกเอเชียมีอะไรบ้าง", {"FI-1", "GB-1", "AU-1", "CH-1"}),
        ("which agreements do we have outside Asia", {"FI-1", "GB-1", "AU-1", "CH-1"}),
        ("agreements outside of ASEAN", {"FI-1", "GB-1", "JP-1", "IL-1", "AU-1", "CH-1"}),
        ("ประเทศนอกอาเซียนมีฉบับไหนบ้าง", {"FI-1", "GB-1", "JP-1", "IL-1", "AU-1", "CH-1"}),
        ("ฝั่งยุโรปรวมอังกฤษด้วยมีอะไรบ้าง", {"FI-1", "GB-1", "CH-1"}),
        ("Europe including the UK, what do we have", {"FI-1", "GB-1", "CH-1"}),
        ("กลุ่มนอร์ดิกรวมอังกฤษด้วย มีอะไรบ้าง", {"FI-1", "GB-1"}),
        ("ยุโรปรวมญี่ปุ่นด้วยมีอะไรบ้าง", {"FI-1", "GB-1", "CH-1", "JP-1"}),
        ("โซนยุโรปมีไรมั่ง", {"FI-1", "GB-1", "CH-1"}),
        ("แถบตะวันออกกลางมีกับใครบ้าง", {"IL-1"}),
    ],
)
def test_those_within_and_outside_are_told(world: Desk, text: str, ids: set[str]) -> None:
    assert set(world.ask(text, TODAY).ids) == ids


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ขอ MoU ไทย-สวิตฯ", "CH"),
        ("เนเธอร์ฯ มีไหม", "NL"),
        ("แล้วมาเลย์อ่ะ", "MY"),
        ("ฟินฯ หมดยัง", "FI"),
        ("นิวซีมีมั้ย", "NZ"),
        ("สิงค์หมดยัง", "SG"),
    ],
)
def test_a_country_is_known_by_a_short_form(world: Desk, text: str, country: str) -> None:
    slots = world.understand(text, TODAY).parties

    assert [slot.ids for slot in slots] == [(country,)]


@pytest.mark.parametrize("text", ["ออสฯ มีอะไรบ้าง", "กระทรวงฯ มีอะไรบ้าง", "สวิตช์อัจฉริยะมีไหม"])
def test_what_begins_several_names_or_none_is_no_country(world: Desk, text: str) -> None:
    assert world.understand(text, TODAY).parties == ()


def test_a_region_in_the_name_of_a_body_means_no_countries(world: Desk) -> None:
    question = world.understand("ศูนย์เอเชียแปซิฟิกคืออะไร", TODAY)

    assert question.parties == ()
