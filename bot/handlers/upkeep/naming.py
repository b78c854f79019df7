"""Further names of parties and scope areas: /alias."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from bot.agreements.errors import AgreementError
from bot.handlers.asked import Asked
from bot.handlers.rooms import Command
from bot.handlers.upkeep.desk import UpkeepDesk
from bot.people.roles import Role, Viewer
from bot.replies.lines import bold, line
from bot.upkeep.naming import GivenNames

_SCOPE = re.compile(r"(?:scope|area|ขอบเขต|สาขา)\s*:\s*", re.IGNORECASE)
_TAKES_AWAY = re.compile(r"(?:[-–]\s*|(?:remove|ลบ)\s+)(?P<name>\S.*)", re.DOTALL | re.IGNORECASE)


class Naming:
    """Gives names, lists them and takes them away."""

    def __init__(self, desk: UpkeepDesk) -> None:
        self._desk = desk
        self._names = GivenNames(
            desk.hall.desk.store, desk.hall.desk.register, desk.hall.desk.clock
        )

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (Command("alias", self.alias, Role.EDITOR, changes=True, in_groups=False),)

    async def alias(self, asked: Asked) -> None:
        """Give a name, take one away with a dash before it, or list all."""
        taken = _TAKES_AWAY.fullmatch(asked.text)
        if not asked.text:
            await self._list(asked)
        elif not self.may_give(asked.viewer):
            await self.refuse(asked)
        elif taken:
            name = taken["name"].strip()
            key = "alias.taken" if await self._names.take_away(name) else "alias.unknown"
            await self._desk.say(asked, asked.words.line(key, name=name))
        else:
            await self.give(asked, asked.text)

    def may_give(self, viewer: Viewer) -> bool:
        """Return whether somebody may give names.

        A name counts at once for everybody's questions, so it is not an editor's to give where an
        editor's change waits for somebody else.
        """
        return not self._desk.hall.desk.second_pair.is_needed_for(viewer.role)

    async def refuse(self, asked: Asked) -> None:
        """Say that only administrators give names."""
        await self._desk.say(asked, asked.words.line("gate.administrator"))

    async def give(
        self, asked: Asked, typed: str, then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Give the name of "NAME = PARTY" and tell of it; `then`: what follows once it is given."""
        name, equals, target = (part.strip() for part in typed.partition("="))
        scope = _SCOPE.match(target)
        if not (name and equals and target):
            await self._desk.say(asked, asked.words.line("alias.usage"))
            return
        try:
            given = await self._names.give(
                name,
                target[scope.end() :] if scope else target,
                asked.user.id,
                asked.language,
                is_area=bool(scope),
            )
        except AgreementError as error:
            await self._desk.refuse(asked, error)
            return
        if then is not None:
            await then()
        told = self._names.told(given.target, asked.language)
        await self._desk.say(asked, asked.words.line("alias.given", name=name, target=told))

    async def _list(self, asked: Asked) -> None:
        rows = [
            line("• ", bold(one.name), " = ", self._names.told(one.target, asked.language))
            for one in self._names.all()
        ]
        none = (asked.words.line("alias.none"),)
        await self._desk.say(asked, *(rows or none), asked.words.line("alias.usage"))
