"""Further names of parties and scope areas: /alias."""

from __future__ import annotations

import re

from bot.agreements.errors import AgreementError
from bot.handlers.asked import Asked
from bot.handlers.rooms import Command
from bot.handlers.upkeep.desk import UpkeepDesk
from bot.people.roles import Role
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
        elif self._desk.hall.desk.second_pair.is_needed_for(asked.viewer.role):
            # A name counts at once for everybody's questions, so it is not an editor's to give.
            await self._desk.say(asked, asked.words.line("gate.administrator"))
        elif taken:
            name = taken["name"].strip()
            key = "alias.taken" if await self._names.take_away(name) else "alias.unknown"
            await self._desk.say(asked, asked.words.line(key, name=name))
        else:
            await self._give(asked)

    async def _give(self, asked: Asked) -> None:
        name, equals, target = (part.strip() for part in asked.text.partition("="))
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
        told = self._names.told(given.target, asked.language)
        await self._desk.say(asked, asked.words.line("alias.given", name=name, target=told))

    async def _list(self, asked: Asked) -> None:
        rows = [
            line("• ", bold(one.name), " = ", self._names.told(one.target, asked.language))
            for one in self._names.all()
        ]
        none = (asked.words.line("alias.none"),)
        await self._desk.say(asked, *(rows or none), asked.words.line("alias.usage"))
