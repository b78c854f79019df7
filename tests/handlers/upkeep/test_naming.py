"""Names that the office gives itself: understood at once, after a restart, for one thing each."""

from __future__ import annotations

from pathlib import Path

from bot.agreements.agreement import Agreement
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import TODAY, FakeClock, RunningBot, running_bot
from tests.handlers.upkeep.conftest import FIRST, Official, admitted, official


def found(bot: RunningBot, question: str) -> set[str]:
    return {match.id for match in bot.desk.register.ask(question, TODAY).found}


async def test_a_name_of_a_party_is_understood_at_once(bot: RunningBot, first: Official) -> None:
    assert "Zipangu now stands for Japan" in await first.says("/alias Zipangu = Japan")

    assert found(bot, "all agreements with Zipangu") == found(bot, "all agreements with Japan")


async def test_a_name_of_a_scope_area_is_understood_at_once(
    bot: RunningBot, first: Official
) -> None:
    await first.says("/alias infosec = scope: cyber security")

    assert found(bot, "agreements on infosec") == found(bot, "agreements on cyber security")


async def test_a_name_is_for_one_thing_only(bot: RunningBot, first: Official) -> None:
    await first.says("/alias Zipangu = Japan")

    assert "already stands for Japan" in await first.says("/alias zipangu = Finland")
    assert "already stands for Finland" in await first.says("/alias Finland = Japan")


async def test_a_name_for_nothing_known_is_refused(bot: RunningBot, first: Official) -> None:
    assert "does not stand for one thing" in await first.says("/alias Zipangu = Nowhereland")
    assert "Write /alias" in await first.says("/alias Zipangu")


async def test_names_are_listed_and_taken_away(bot: RunningBot, first: Official) -> None:
    await first.says("/alias Zipangu = Japan")
    assert "Zipangu = Japan" in await first.says("/alias")

    assert "stands for nothing any more" in await first.says("/alias - zipangu")

    assert "No names were given" in await first.says("/alias")
    assert found(bot, "all agreements with Zipangu") != found(bot, "all agreements with Japan")


async def test_a_reader_gives_no_names(bot: RunningBot, reader: Official) -> None:
    assert "Only editors" in await reader.says("/alias Zipangu = Japan")
    assert bot.desk.register.holdings.names.senses("Zipangu") == ()


async def test_a_name_outlives_a_restart(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    first = official(server, FIRST, "Administrator A")
    path = tmp_path / "register"
    people = {"administrators": str(FIRST), "open_to_all": "no"}
    async with running_bot(server, vocabulary, starter, clock, path=path, **people) as bot:
        await admitted(bot)
        await first.says("/alias Zipangu = Japan")
    async with running_bot(server, vocabulary, (), clock, path=path, **people) as bot:
        assert found(bot, "all agreements with Zipangu") == found(bot, "all agreements with Japan")


async def test_all_of_it_in_thai(bot: RunningBot, thai: Official) -> None:
    assert "หมายถึง ญี่ปุ่น" in await thai.says("/alias ยุ่นปี่ = ญี่ปุ่น")
    assert found(bot, "ข้อตกลงกับยุ่นปี่ทั้งหมด") == found(bot, "ข้อตกลงกับญี่ปุ่นทั้งหมด")
    assert "หมายถึง ญี่ปุ่น อยู่แล้ว" in await thai.says("/alias ยุ่นปี่ = ลาว")
