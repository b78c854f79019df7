"""The guides for officials and administrators name every command of the bot, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.agreements.text import LANGUAGES
from bot.handlers.rooms import Command
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, running_bot

GUIDES = Path(__file__).resolve().parents[1] / "data" / "guides"
#: A page holds so many characters, tables and all.
LONGEST = 4_000


def named(reader: str, language: str) -> set[str]:
    text = (GUIDES / f"{reader}.{language}.md").read_text(encoding="utf-8")
    # /revoke is also a command of @BotFather, and without backticks there.
    return set(re.findall(r"`/([a-z_]+)", text))


@pytest.fixture
async def commands(
    server: BotApiServer, vocabulary: Vocabulary, clock: FakeClock
) -> tuple[Command, ...]:
    async with running_bot(server, vocabulary, [], clock, second_pair="everybody") as running:
        return running.bot.reception.commands


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_that_a_guide_names_exists(
    commands: tuple[Command, ...], language: str
) -> None:
    known = {command.name for command in commands}

    assert named("officials", language) | named("administrators", language) <= known


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_command_stands_in_the_guide_of_those_who_may_use_it(
    commands: tuple[Command, ...], language: str
) -> None:
    shown = [command for command in commands if command.in_menu]
    officials = {command.name for command in shown if command.role <= Role.READER}
    others = {command.name for command in shown if command.role > Role.READER}

    assert officials - named("officials", language) == set()
    assert others - named("administrators", language) == set()


@pytest.mark.parametrize("reader", ["officials", "administrators"])
def test_both_languages_name_the_same_commands_on_one_page(reader: str) -> None:
    assert named(reader, "en") == named(reader, "th")
    for language in LANGUAGES:
        assert len((GUIDES / f"{reader}.{language}.md").read_text(encoding="utf-8")) <= LONGEST
