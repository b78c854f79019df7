"""Two pairs of eyes for an import: another administrator sees the counts and decides."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot
from tests.handlers.filing.conftest import FIRST, SECOND, Sender

CSV = "Title,Country,Signed\nMoU on Wonders,Estonia,2021-05-06\nMoU on Marvels,Chile,2022-07-08\n"


@pytest.fixture
async def bot(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    first: Sender,
    second: Sender,
) -> AsyncIterator[RunningBot]:
    people = {"administrators": f"{FIRST},{SECOND}", "open_to_all": "no"}
    async with running_bot(
        server, vocabulary, starter, clock, second_pair="everybody", **people
    ) as running:
        yield running


def count(bot: RunningBot) -> int:
    return len(bot.desk.register.agreements)


async def proposed(first: Sender) -> None:
    await first.sends("a.csv", CSV.encode())
    assert "as soon as another administrator approves" in await first.taps("Import 2")


async def test_an_import_is_done_once_another_administrator_approves(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    told = await second.hears()
    assert f"Proposed by Person {FIRST}" in told
    assert "New 2 · changed 0" in told
    assert second.buttons == ["Approve", "Reject"]
    assert count(bot) == before

    assert "Imported 2 records" in await second.taps("Approve")

    assert f"Person {SECOND} approved your import of a.csv" in await first.hears()
    assert count(bot) == before + 2
    code = next(c for c, a in bot.desk.register.agreements.items() if "Wonders" in a.title.en)
    entry = bot.desk.register.history(code)[-1]
    assert entry.actor.user_id == FIRST
    assert entry.approver is not None
    assert entry.approver.user_id == SECOND


async def test_a_rejected_import_changes_nothing(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    await second.hears()
    shown = second.seen

    await second.taps("Reject")

    assert "rejected your import of a.csv" in await first.hears()
    second.seen = shown
    assert "decided already" in await second.toast("Approve")
    assert count(bot) == before
