"""/people: who is admitted, as what and by whom, page by page, with buttons to change it."""

from __future__ import annotations

from telegram.error import BadRequest

from bot.handlers.admission.invitations import Invitations
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.replies.lines import Reply
from bot.replies.people import CHANGES, LIST, PeopleWriter


class PeopleHandlers:
    """Shows who may do what, to administrators in private."""

    def __init__(self, hall: Hall, invitations: Invitations) -> None:
        self._hall = hall
        self._access = hall.desk.access
        self._invitations = invitations

    async def people(self, asked: Asked) -> None:
        """List everybody who is admitted; with a number the one it stands for."""
        writer = PeopleWriter(asked.language, self._hall.desk.time_zone)
        number = asked.text
        if number.lstrip("-").isdecimal() and len(number) <= 20:
            reply = self._one(writer, int(number))
        else:
            reply = self._listed(writer, 0)
        await self._hall.sender.send(asked.place, reply)

    def _listed(self, writer: PeopleWriter, page: int) -> Reply:
        everybody, is_open = self._access.everybody(), self._access.is_open_to_all
        return writer.listed(everybody, self._invitations.all_open(), page, is_open=is_open)

    def _one(self, writer: PeopleWriter, number: int) -> Reply:
        return writer.one(self._access.standing(number), self._access.trail(number))

    async def tapped(self, tapped: Tapped) -> str:
        """Turn a page, open one of the list, or show the trail, in place of what was shown."""
        words = tapped.words
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.viewer.in_private:
            return words.text("access.tap")
        writer = PeopleWriter(tapped.language, self._hall.desk.time_zone)
        number = int(tapped.action.detail)
        if tapped.action.verb == LIST:
            reply = self._listed(writer, number)
        elif tapped.action.verb == CHANGES:
            reply = writer.changes(self._access.trail(), number)
        else:
            reply = self._one(writer, number)
        message = tapped.message
        try:
            await self._hall.sender.edit(message.chat.id, [message.message_id], reply)
        except BadRequest:
            # The list is too old to be edited or was deleted.
            await self._hall.sender.send(tapped.place, reply)
        return ""
