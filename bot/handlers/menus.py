"""The menus of commands that Telegram shows: by kind of chat, by language, by a person's role."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.access import Access
from bot.agreements.text import LANGUAGES, Language
from bot.handlers.rooms import Command
from bot.people.roles import Role
from bot.replies.words import words_in

_log = logging.getLogger(__name__)
Scope = BotCommandScopeChat | BotCommandScopeAllPrivateChats | BotCommandScopeAllGroupChats
#: Without a language Telegram shows a menu to everybody whose language has none: English.
_BY_LANGUAGE: tuple[tuple[Language, str | None], ...] = (
    ("en", None),
    *((one, one) for one in LANGUAGES),
)


@dataclass(frozen=True, slots=True)
class Menus:
    """The names of the commands that each menu shows, in order; by role beside everybody's."""

    private: tuple[str, ...] = ()
    in_groups: tuple[str, ...] = ()
    by_role: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, commands: Iterable[Command]) -> Menus:
        """Return the menus of some commands; who has no menu of one may still type it."""
        shown = [command for command in commands if command.in_menu]
        everybody = [command for command in shown if command.role <= Role.GUEST]
        private = tuple(command.name for command in everybody)
        of_roles = {
            role: tuple(command.name for command in shown if command.role <= role)
            for role in (Role.READER, Role.EDITOR, Role.ADMINISTRATOR)
        }
        return cls(
            private,
            tuple(command.name for command in everybody if command.in_groups),
            {role: names for role, names in of_roles.items() if names != private},
        )


class MenuBoard:
    """Shows each person the commands that he or she may use."""

    def __init__(self, bot: ExtBot[int], access: Access) -> None:
        self._bot = bot
        self._access = access
        self.menus = Menus()

    def show(self, commands: Iterable[Command]) -> None:
        """Take over which commands there are."""
        self.menus = Menus.of(commands)

    async def set_all(self) -> None:
        """Set all menus. Network errors reach the caller, who tries again later."""
        for language, code in _BY_LANGUAGE:
            private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
            await self._set(self.menus.private, language, code, private)
            await self._set(self.menus.in_groups, language, code, groups)
        for standing in self._access.everybody():
            if standing.id > 0 and standing.role in self.menus.by_role:
                await self._set_own(standing.id, standing.role)

    async def set_for(self, user_id: int) -> None:
        """Set the menu of one person to the role of this moment; what fails waits for a start."""
        role = self._access.role_of(user_id)
        try:
            if role in self.menus.by_role:
                await self._set_own(user_id, role)
            else:
                await self._take_own(user_id)
        except TelegramError as error:
            _log.warning("menu of %d not set: %s", user_id, type(error).__name__)

    async def _set_own(self, user_id: int, role: Role) -> None:
        scope = BotCommandScopeChat(user_id)
        try:
            for language, code in _BY_LANGUAGE:
                await self._set(self.menus.by_role[role], language, code, scope)
        except (BadRequest, Forbidden) as error:
            # Somebody who never pressed Start has no chat yet; /start sets the menu then.
            _log.info("no menu for %d: %s", user_id, error.message)

    async def _take_own(self, user_id: int) -> None:
        """Let everybody's menu be seen again."""
        scope = BotCommandScopeChat(user_id)
        for _, code in _BY_LANGUAGE:
            await self._bot.delete_my_commands(scope=scope, language_code=code)

    async def _set(
        self, commands: tuple[str, ...], language: Language, code: str | None, scope: Scope
    ) -> None:
        words = words_in(language)
        menu = [BotCommand(name, words.text(f"command.{name}")) for name in commands]
        await self._bot.set_my_commands(menu, scope=scope, language_code=code)
