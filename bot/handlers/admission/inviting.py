"""/invite: a link that gives a role once, to the first person who opens it in time."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace

from telegram.error import TelegramError

from bot.handlers.admission.granting import LONGEST_TITLE
from bot.handlers.admission.invitations import InvitationGone, Invitations
from bot.handlers.asked import Asked
from bot.handlers.commands import CommandHandlers
from bot.handlers.confirmations import Confirmation, confirm_buttons
from bot.handlers.hall import Hall
from bot.handlers.menus import MenuBoard
from bot.handlers.places import Place
from bot.handlers.tapped import Tapped
from bot.people.granting import GrantRefused, RoleChange
from bot.people.invitations import MAY_INVITE_TO, MOST_DAYS, USUAL_DAYS
from bot.people.roles import Role
from bot.replies.lines import Line, Reply, Span, line
from bot.replies.people import PeopleWriter, role_named, role_text, roles_text
from bot.replies.words import words_in

_log = logging.getLogger(__name__)
INVITE = "invite"
_DAYS = re.compile(r"\d{1,3}")


class InviteHandlers:
    """Makes invitations and takes in who opens them."""

    def __init__(
        self, hall: Hall, invitations: Invitations, menus: MenuBoard, commands: CommandHandlers
    ) -> None:
        self._hall = hall
        self._invitations = invitations
        self._menus = menus
        self._commands = commands

    async def invite(self, asked: Asked) -> None:
        """Ask whether a link is to be made."""
        words = asked.words
        first, *rest = asked.text.split() or [""]
        role = role_named(first)
        days = USUAL_DAYS
        if rest and _DAYS.fullmatch(rest[0]):
            days = int(rest.pop(0))
        if role not in MAY_INVITE_TO or not 1 <= days <= MOST_DAYS:
            roles = roles_text(MAY_INVITE_TO, words)
            await self._say(asked.place, words.line("invite.usage", roles=roles, most=MOST_DAYS))
            return
        title = " ".join(rest)[:LONGEST_TITLE]
        detail = json.dumps([int(role), days, title])
        keep = self._hall.confirmations.keep
        key = await keep(INVITE, asked.user.id, asked.place.chat_id, detail)
        lines = [words.line("invite.ask", role=role_text(role, words), count=days)]
        if title:
            lines.append(words.line("grant.ask-title", title=title))
        buttons = (confirm_buttons(words, key, words.text("button.make-link")),)
        await self._hall.sender.send(asked.place, Reply(tuple(lines), buttons))

    async def confirmed(self, tapped: Tapped, waiting: Confirmation) -> str:
        """Make the link and show it, this once: its word is kept nowhere."""
        number, days, title = json.loads(waiting.detail)
        words, role = tapped.words, Role(number)
        word, invitation = await self._invitations.make(role, tapped.user.id, days, title)
        until = PeopleWriter(tapped.language, self._hall.desk.time_zone).day(invitation.until)
        told = words.line("invite.made", role=role_text(role, words), date=until)
        address = f"https://t.me/{self._hall.bot.username}?start={INVITE}-{word}"
        await self._say(tapped.place, told, line(Span(address, link=address)))
        return ""

    async def opened(self, asked: Asked, word: str) -> None:
        """Admit whoever opened an invitation; one that is gone is a plain start.

        Neither the word nor what it was is written anywhere.
        """
        try:
            invitation = self._invitations.found(word)
            change = await self._invitations.use(
                invitation, asked.user.id, asked.user.full_name[:LONGEST_TITLE]
            )
        except InvitationGone:
            await self._commands.greet(asked, asked.words.line("invite.gone"))
            return
        except GrantRefused:
            await self._commands.greet(asked, asked.words.line("invite.needless"))
            return
        viewer = self._hall.desk.access.viewer(asked.user.id, asked.place.chat_id)
        role = role_text(change.after, asked.words)
        welcome = asked.words.line("invite.welcome", role=role)
        await self._commands.greet(replace(asked, viewer=viewer), welcome)
        await self._menus.set_for(asked.user.id)
        await self._tell_maker(change, asked.user.full_name)

    async def _tell_maker(self, change: RoleChange, name: str) -> None:
        words = words_in(self._hall.languages.of(change.by, None))
        role = role_text(change.after, words)
        told = words.line("invite.used", id=change.id, name=name, role=role)
        try:
            await self._say(Place(change.by), told)
        except TelegramError as error:
            _log.info("%d not told of an invitation: %s", change.by, type(error).__name__)

    async def withdrawn(self, tapped: Tapped) -> str:
        """Withdraw an invitation, as an administrator tapped."""
        words = tapped.words
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.viewer.in_private:
            return words.text("access.tap")
        invitation = self._invitations.get(tapped.action.detail)
        if invitation is None:
            return words.text("invite.gone")
        await self._invitations.withdraw(invitation)
        return words.text("invite.withdrawn")

    async def _say(self, place: Place, *lines: Line) -> None:
        await self._hall.sender.send(place, Reply(lines))
