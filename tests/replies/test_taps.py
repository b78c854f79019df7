"""What a button answers: a card, one field, a history, an overview; never what may not be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import Visibility
from bot.agreements.text import Language
from bot.replies.answers import reply_to
from bot.replies.lines import Action
from bot.replies.taps import overview, reply_to_tap
from bot.search.asking import Desk, everything
from bot.search.context import Context
from bot.search.question import Ask
from tests.conftest import TODAY


def is_public(agreement: Agreement) -> bool:
    return agreement.visibility is Visibility.PUBLIC


def tapped(desk: Desk, action: Action, language: Language = "en") -> list[str]:
    tap = reply_to_tap(action, desk.view(TODAY), language, None)
    return [line.text for line in tap.reply.lines]


@pytest.mark.parametrize("ask", Ask)
@pytest.mark.parametrize(
    "agreement_id", ["JP-2022-ICT", "RO-2022-TALKS", "IN-2022-ICT", "FI-2018-ICT"]
)
def test_every_field_of_an_agreement_opens(desk: Desk, ask: Ask, agreement_id: str) -> None:
    lines = tapped(desk, Action("field", agreement_id, ask.value))

    assert any(agreement_id in line for line in lines)


def test_a_number_opens_the_agreement_with_what_was_asked(desk: Desk) -> None:
    assert tapped(desk, Action("open", "JP-2022-ICT", "expires"))[0].startswith(
        "⏳ Ends on 4 August 2027"
    )
    assert tapped(desk, Action("open", "JP-2022-ICT"), "th")[0].strip()


def test_the_history_of_an_agreement_opens(desk: Desk) -> None:
    lines = tapped(desk, Action("history", "JP-2022-ICT"))

    assert [line for line in lines if line.startswith(("1. ", "2. "))]
    assert "   Gap of 59 days after the end of JP-2017-ICT." in lines


def test_every_button_of_every_card_opens_something(desk: Desk) -> None:
    for agreement_id in desk.holdings.agreements:
        reply = reply_to(desk.ask(agreement_id, TODAY), desk.view(TODAY))
        for row in reply.buttons:
            for button in row:
                assert any(tapped(desk, button.action))


def test_a_detail_that_is_no_field_opens_the_card(desk: Desk) -> None:
    for detail in ("nonsense", "", "EXPIRES", "🤷"):
        assert any(
            "JP-2022-ICT" in line for line in tapped(desk, Action("open", "JP-2022-ICT", detail))
        )


def test_an_agreement_that_is_gone_is_nothing_on_record(desk: Desk) -> None:
    lines = tapped(desk, Action("open", "XX-2020-GONE"))

    assert lines
    assert not any("XX-2020-GONE" in line and "·" in line for line in lines)


def test_a_tap_on_what_may_not_be_seen_shows_nothing_of_it(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-HIDDEN", "title": "Zephyrus", "visibility": "private"}, {"id": "A-OPEN"}
    )
    for verb in ("open", "history", "field"):
        action = Action(verb, "A-HIDDEN", "title")
        tap = reply_to_tap(action, desk.view(TODAY), "en", None, is_public)
        assert "Zephyrus" not in tap.reply.text


def test_a_tap_leaves_the_agreement_in_focus(desk: Desk) -> None:
    before = Context.after(desk.ask("when does the japan one expire", TODAY))
    tap = reply_to_tap(Action("open", "JP-2021-POST"), desk.view(TODAY), "en", before)
    answer = desk.ask("when was it signed", TODAY, context=tap.context)

    assert answer.focus == "JP-2021-POST"


def test_an_overview_leaves_the_conversation_as_it_was(desk: Desk) -> None:
    before = Context.after(desk.ask("MoU with Finland", TODAY))

    assert reply_to_tap(Action("overview"), desk.view(TODAY), "en", before).context is before


def test_the_overview_counts_by_status_and_country(desk: Desk) -> None:
    lines = [line.text for line in overview(desk.view(TODAY), "en", everything).lines]

    assert lines[0] == "92 agreements are on record"
    assert "• nothing signed: 8" in lines
    assert any(line.startswith("Most with: 🇨🇳 China ") for line in lines)
    assert not any("🇹🇭" in line for line in lines)


def test_the_overview_counts_only_what_may_be_seen(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-HIDDEN", "visibility": "private", "parties": [{"name": "P", "country": "PE"}]},
        {"id": "A-OPEN"},
    )
    text = overview(desk.view(TODAY), "en", is_public).text

    assert "1 agreement is on record" in text
    assert "Peru" not in text
    assert "2 agreements" not in text


def test_the_overview_of_nothing_is_still_an_answer(desk_of: Callable[..., Desk]) -> None:
    assert "0 agreements are on record" in overview(desk_of().view(TODAY), "en", everything).text
