"""The menus of commands that Telegram shows: by kind of chat, by language, for administrators."""

from __future__ import annotations

import logging

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.agreements.text import LANGUAGES, Language
from bot.replies.words import words_in

_log = logging.getLogger(__name__)
PRIVATE = (
    "ask",
    "help",
    "due",
    "overdue",
    "gaps",
    "follow",
    "subscriptions",
    "language",
    "privacy",
    "whoami",
)
IN_GROUPS = ("ask", "subscribe", "subscriptions", "due", "overdue", "help")
ADMINISTRATION: tuple[str, ...] = ()


async def set_menus(bot: ExtBot[int], administrators: frozenset[int]) -> None:
    """Set all menus. Network errors reach the caller, who tries again later."""
    # Without a language Telegram shows a menu to everybody whose language has none: English.
    for language, code in (("en", None), *((one, one) for one in LANGUAGES)):
        await _set(bot, PRIVATE, language, code, BotCommandScopeAllPrivateChats())
        await _set(bot, IN_GROUPS, language, code, BotCommandScopeAllGroupChats())
        for administrator in sorted(administrators):
            scope = BotCommandScopeChat(administrator)
            try:
                await _set(bot, (*PRIVATE, *ADMINISTRATION), language, code, scope)
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
