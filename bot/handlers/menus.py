"""The menus of commands that Telegram shows: by kind of chat, by language, for administrators."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.agreements.text import LANGUAGES, Language
from bot.handlers.rooms import Command
from bot.people.roles import Role
from bot.replies.words import words_in

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """The names of the commands that each menu shows, in order."""

    private: tuple[str, ...]
    in_groups: tuple[str, ...]
    administration: tuple[str, ...]

    @classmethod
    def of(cls, commands: Iterable[Command]) -> Menus:
        """Return the menus of some commands; who has no menu of one may still type it."""
        shown = [command for command in commands if command.in_menu]
        everybody = [command for command in shown if command.role <= Role.GUEST]
        return cls(
            tuple(command.name for command in everybody),
            tuple(command.name for command in everybody if command.in_groups),
            tuple(command.name for command in shown),
        )


async def set_menus(bot: ExtBot[int], administrators: frozenset[int], menus: Menus) -> None:
    """Set all menus. Network errors reach the caller, who tries again later."""
    # Without a language Telegram shows a menu to everybody whose language has none: English.
    for language, code in (("en", None), *((one, one) for one in LANGUAGES)):
        await _set(bot, menus.private, language, code, BotCommandScopeAllPrivateChats())
        await _set(bot, menus.in_groups, language, code, BotCommandScopeAllGroupChats())
        for administrator in sorted(administrators):
            scope = BotCommandScopeChat(administrator)
            try:
                await _set(bot, menus.administration, language, code, scope)
            except (BadRequest, Forbidden) as error:
                # Somebody who never pressed Start has no chat yet.
                _log.info("no menu for administrator %d: %s", administrator, error.message)


async def _set(
    bot: ExtBot[int],
    commands: tuple[str, ...],
    language: Language,
    code: str | None,
    scope: BotCommandScopeAllPrivateChats | BotCommandScopeAllGroupChats | BotCommandScopeChat,
) -> None:
    words = words_in(language)
    menu = [BotCommand(name, words.text(f"command.{name}")) for name in commands]
    await bot.set_my_commands(menu, scope=scope, language_code=code)
