"""Parts of the world and blocs stand for their countries, where countries are asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from tests.conftest import TODAY


def said(desk: Desk, text: str) -> str:
    return reply_to(desk.ask(text, TODAY), desk.view(TODAY)).text


@pytest.fixture
def world(desk_of: Callable[..., Desk]) -> Desk:
    """Return a register with partners in several parts of the world."""
    countries = ("FI", "RW", "LA", "IL", "CL")
    return desk_of(
        *(
            {"id": f"{code}-1", "title": f"Memorandum {code}", "parties": [{"country": code}]}
            for code in countries
        ),
        {"id": "BW-2", "title": "European privacy rules", "parties": [{"country": "BW"}]},
    )


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("agreements with European countries", {"FI-1"}),
        ("list agreements with Africa", {"RW-1", "BW-2"}),
        ("ข้อตกลงกับประเทศในยุโรป", {"FI-1"}),
        ("รายการความตกลงกับประเทศในทวีปแอฟริกา", {"RW-1", "BW-2"}),
        ("agreements with neighbouring countries", {"LA-1"}),
        ("ข้อตกลงกับประเทศเพื่อนบ้าน", {"LA-1"}),
        ("Middle East agreements", {"IL-1"}),
        ("which agreements with countries in Latin America", {"CL-1"}),
        ("agreements except with European countries", {"RW-1", "LA-1", "IL-1", "CL-1", "BW-2"}),
    ],
)
def test_a_region_means_its_countries(world: Desk, text: str, ids: set[str]) -> None:
    assert set(world.ask(text, TODAY).ids) == ids


def test_a_region_within_a_subject_is_only_a_word(world: Desk) -> None:
    assert world.ask("European privacy rules", TODAY).focus == "BW-2"


def test_a_region_without_agreements_is_told_by_its_name(world: Desk) -> None:
    told = said(world, "agreements with Central Asian countries")

    assert told.startswith("Nothing on record with Central Asian countries")


def test_the_filter_names_the_region_not_fifty_countries(world: Desk) -> None:
    assert said(world, "list agreements with Africa").startswith("With African countries: 2")


def test_a_bloc_with_nothing_of_its_own_is_answered_with_its_members_and_says_so(
    desk: Desk,
) -> None:
    told = said(desk, "agreements with G7")

    assert told.startswith("Nothing is on record with Group of Seven itself")
    assert "With members of Group of Seven" in told


def test_of_two_blocs_only_the_one_with_nothing_of_its_own_is_said_to_have_nothing(
    desk: Desk,
) -> None:
    told = said(desk, "list agreements with ASEAN countries and with G7")

    assert "ASEAN itself" not in told
    assert "Southeast Asian Nations itself" not in told


def test_a_name_that_says_countries_means_the_members(desk: Desk) -> None:
    answer = desk.ask("agreements with CLMV countries", TODAY)

    assert "KH-2025-DIGITAL" in answer.ids
    assert answer.widened == ()


def test_the_word_group_is_no_group(desk: Desk) -> None:
    assert desk.ask("ข้อตกลงกับกลุ่ม CLMV", TODAY).question.corrections == ()


def test_how_many_countries_is_answered_with_their_number(desk: Desk) -> None:
    answer = desk.ask("how many countries do we have MoUs with", TODAY)

    assert answer.kind is AnswerKind.COUNT
    assert "With 19 countries or territories and 1 bloc" in said(desk, answer.question.text)
