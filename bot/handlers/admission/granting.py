"""/grant and /revoke: who is given a role or loses it, shown first and confirmed by a tap."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.handlers.asked import Asked
from bot.handlers.confirmations import Confirmation, confirm_buttons
from bot.handlers.groups import GroupHandlers
from bot.handlers.hall import Hall
from bot.handlers.menus import MenuBoard
from bot.handlers.places import Place
from bot.handlers.tapped import Tapped
from bot.people.granting import GrantRefused, RoleChange, Wanted, objection_to
from bot.people.roles import Role
from bot.replies.lines import Line, Reply
from bot.replies.people import PeopleWriter, role_named, role_text, roles_text
from bot.replies.words import Words, words_in

_log = logging.getLogger(__name__)
_ID = re.compile(r"-?\d{1,19}")
#: A title is a unit or a name, not a story.
LONGEST_TITLE = 60
GRANT = "grant"


@dataclass(frozen=True, slots=True)
class Request:
    """What /grant was given: whose role, which, under which title; None where it was not said."""

    id: int | None
    role: Role | None
    title: str

    @classmethod
    def read(cls, text: str) -> Request:
        """Take the words apart: the number and the role in either order, then the title."""
        rest = text.split()
        number: int | None = None
        role: Role | None = None
        while rest:
            if number is None and _ID.fullmatch(rest[0]):
                number = int(rest.pop(0))
            elif role is None and (named := role_named(rest[0])):
                role = named
                rest.pop(0)
            else:
                break
        return cls(number, role, " ".join(rest)[:LONGEST_TITLE])


class GrantHandlers:
    """Gives and takes roles."""

    def __init__(self, hall: Hall, menus: MenuBoard, groups: GroupHandlers) -> None:
        self._hall = hall
        self._access = hall.desk.access
        self._menus = menus
        self._groups = groups

    async def grant(self, asked: Asked) -> None:
        """Ask whether somebody is to be given a role."""
        request = Request.read(asked.text)
        words = asked.words
        # What stands where a role should stand is none: nothing is guessed into a title.
        if request.id is None or (request.role is None and request.title):
            roles = roles_text((role for role in Role if role), words)
            await self._say(asked.place, words.line("grant.usage", roles=roles))
        elif request.role is None:
            await self._which(asked, request.id)
        else:
            await self._ask(asked.place, words, asked.user.id, request)

    async def _which(self, asked: Asked, chat_or_user: int) -> None:
        standing = self._access.standing(chat_or_user)
        writer = PeopleWriter(asked.language, self._hall.desk.time_zone)
        now = role_text(standing.role, asked.words)
        line = asked.words.line("grant.which", id=chat_or_user, now=now)
        reply = Reply((line,), writer.role_buttons(standing))
        await self._hall.sender.send(asked.place, reply)

    async def revoke(self, asked: Asked) -> None:
        """Ask whether somebody is to lose what was granted."""
        request = Request.read(asked.text)
        if request.id is None or request.role is not None or request.title:
            await self._say(asked.place, asked.words.line("grant.usage-revoke"))
            return
        taken = Request(request.id, Role.NOBODY, "")
        await self._ask(asked.place, asked.words, asked.user.id, taken)

    async def role_tapped(self, tapped: Tapped) -> str:
        """Ask whether somebody is to have the role that was tapped on a list."""
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.viewer.in_private:
            return tapped.words.text("access.tap")
        number, _, role = tapped.action.detail.rpartition(".")
        request = Request(int(number), Role(int(role)), "")
        await self._ask(tapped.place, tapped.words, tapped.user.id, request)
        return ""

    async def _ask(self, place: Place, words: Words, by: int, request: Request) -> None:
        """Show what would change and wait for the word of the one who asked."""
        if request.id is None or request.role is None:
            return
        now = self._access.standing(request.id)
        wanted = Wanted(request.id, request.role, request.title, now.role)
        objection = objection_to(wanted, now, self._access.administrators)
        if objection is not None:
            await self._say(place, words.line(f"objection.{objection}"))
            return
        detail = json.dumps([wanted.id, int(wanted.role), wanted.title, int(now.role)])
        key = await self._hall.confirmations.keep(GRANT, by, place.chat_id, detail)
        label = words.text("button.take-away") if wanted.role is Role.NOBODY else ""
        buttons = (confirm_buttons(words, key, label),)
        await self._hall.sender.send(place, Reply(_question(wanted, words), buttons))

    async def confirmed(self, tapped: Tapped, waiting: Confirmation) -> str:
        """Give or take the role, set the menu, and tell the person."""
        number, role, title, was = json.loads(waiting.detail)
        wanted = Wanted(number, Role(role), title, Role(was))
        words = tapped.words
        try:
            change = await self._access.change(wanted, tapped.user.id)
        except GrantRefused as refused:
            await self._say(tapped.place, words.line(f"objection.{refused.objection}"))
            return ""
        lines = [_done(change, words, is_taken=wanted.role is Role.NOBODY)]
        if change.id > 0:
            await self._menus.set_for(change.id)
            if wanted.role is not Role.NOBODY and not await self._told(change):
                lines.append(words.line("grant.not-told"))
        elif wanted.role is Role.NOBODY:
            await self._groups.leave(change.id)
        await self._say(tapped.place, *lines)
        return ""

    async def _told(self, change: RoleChange) -> bool:
        """Tell somebody of a new role; returns whether it could be told."""
        words = words_in(self._hall.languages.of(change.id, None))
        line = words.line("grant.told", role=role_text(change.after, words))
        try:
            await self._say(Place(change.id), line)
        except TelegramError as error:
            _log.info("%d not told of a role: %s", change.id, type(error).__name__)
            return False
        return True

    async def _say(self, place: Place, *lines: Line) -> None:
        await self._hall.sender.send(place, Reply(lines))


def _question(wanted: Wanted, words: Words) -> tuple[Line, ...]:
    now = role_text(wanted.was or Role.NOBODY, words)
    if wanted.role is Role.NOBODY:
        asked = words.line("grant.ask-take", id=wanted.id, now=now)
        return (asked, words.line("grant.ask-leave")) if wanted.id < 0 else (asked,)
    asked = words.line("grant.ask", id=wanted.id, role=role_text(wanted.role, words), now=now)
    return (asked, words.line("grant.ask-title", title=wanted.title)) if wanted.title else (asked,)


def _done(change: RoleChange, words: Words, *, is_taken: bool) -> Line:
    after, before = role_text(change.after, words), role_text(change.before, words)
    key = "grant.taken" if is_taken else "grant.done"
    return words.line(key, id=change.id, role=after, before=before)
