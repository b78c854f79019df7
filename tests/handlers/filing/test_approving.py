"""Two pairs of eyes for an import: another administrator sees the counts and decides."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.agreements.agreement import Agreement
from bot.filing import AUDIT
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
    assert "as soon as an administrator approves" in await first.taps("Import 2")


async def test_an_import_is_done_once_another_administrator_approves(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    told = await second.hears()
    assert f"Proposed by Person {FIRST}" in told
    assert "New 2 · changed 0" in told
    assert second.buttons == ["Approve", "Reject", "Ask", "See the differences"]
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
    assert "Nothing has been changed" in await second.says("The years are Buddhist")

    told = await first.hears()
    assert "rejected your import of a.csv" in told
    assert "Reason: The years are Buddhist" in told
    second.seen = shown
    assert "decided already" in await second.toast("Approve")
    assert count(bot) == before


async def test_a_waiting_import_is_listed_with_its_differences_and_decided_there(
    bot: RunningBot, clock: FakeClock, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    await second.hears()
    clock.advance(days=30)
    assert "Import of the file a.csv" in await first.says("/proposals")
    assert first.buttons == ["Answer", "Withdraw", "See the differences"]
    assert "Import of the file a.csv" in await second.says("/proposals")

    assert "field by field" in await second.taps("See the differences")
    await second.says("/proposals")
    assert "Imported 2 records" in await second.taps("Approve")
    assert count(bot) == before + 2

    assert "approved" in await first.hears()
    assert "Nothing waits" in await first.says("/proposals")


async def test_an_import_of_a_register_that_was_changed_meanwhile_waits_on_as_it_would_be_now(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    await second.hears()
    waiting = second.seen
    await second.sends(
        "b.csv", CSV.splitlines()[0].encode() + b"\nMoU on Marvels,Chile,2022-07-08\n"
    )
    await second.taps("Import 1")
    await first.hears()
    await first.taps("Approve")
    await second.hears()

    second.seen = waiting
    told = await second.taps("Approve")
    assert "The register was changed since this was proposed" in told
    assert "New 1" in told
    assert count(bot) == before + 1
    assert "Imported 1 record" in await second.taps("Approve")
    assert count(bot) == before + 2


async def test_taking_an_import_back_waits_for_somebody_else_too(
    bot: RunningBot, first: Sender, second: Sender
) -> None:
    before = count(bot)
    await proposed(first)
    await second.hears()
    await second.taps("Approve")
    await first.hears()

    assert "Proposed" in await second.taps("Undo the whole import")
    assert count(bot) == before + 2
    told = await first.hears()
    assert "Taking back of the import of a.csv: 2 changes" in told
    assert "Taken back: 2 changes" in await first.taps("Approve")

    assert "approved your undo of the import of a.csv" in await second.hears()
    assert count(bot) == before
    entry = next(e for e in bot.desk.store.items(AUDIT).values() if e.takes_back)
    assert (entry.actor.user_id, entry.approver and entry.approver.user_id) == (SECOND, FIRST)
