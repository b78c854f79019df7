"""/askowner: asks the owner of a record how it stands; the answer goes on the record."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.errors import AgreementError
from bot.agreements.text import Language, language_of
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.prompts import Prompt
from bot.handlers.tapped import Tapped
from bot.inquiries.requests import (
    LONGEST_NOTE,
    Standing,
    UpdateRequest,
    UpdateRequests,
    owners_of,
    with_note,
)
from bot.replies.lines import Line, Reply
from bot.replies.owner_requests import PLAIN, OwnerRequestWriter
from bot.replies.people import role_text
from bot.replies.words import words_in

_log = logging.getLogger(__name__)
#: The kind of prompt whose answer is an owner's few words.
PROMPT = "owner-note"
REASON = "the owner's answer"
#: Whoever else changes the record at that moment: it is read anew so often.
_TRIES = 3


class OwnerHandlers:
    """Asks owners and takes their answers."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._desk = hall.desk
        self._requests = UpdateRequests(hall.desk.store, hall.desk.clock)

    # -- asking -----------------------------------------------------------------------------------

    async def ask(self, asked: Asked) -> None:
        """Ask the owner of a record how it stands."""
        words = asked.words
        if not asked.text:
            await self._say(asked.place, words.line("owner-request.usage"))
            return
        agreement = self._desk.register.get(asked.text)
        if agreement is None or not asked.viewer.may_see(agreement):
            line = words.line("owner-request.unknown", id=asked.text[:40])
            await self._say(asked.place, line)
            return
        await self._say(asked.place, await self._asked(asked, agreement))

    async def _asked(self, asked: Asked, agreement: Agreement) -> Line:
        """Ask everybody who can be; returns what came of it."""
        words, access = asked.words, self._desk.access
        owners = owners_of(agreement.owner, access.grants())
        if not owners:
            unit = agreement.owner.unit
            key = "owner-request.nobody-of" if unit else "owner-request.nobody"
            return words.line(key, id=agreement.id, unit=unit)
        admitted = [i for i in owners if access.viewer(i, i).may_see(agreement)]
        if not admitted:
            return words.line("owner-request.not-admitted", id=agreement.id)
        waiting = reached = 0
        for owner in admitted:
            request = await self._requests.open(agreement.id, owner, asked.user.id)
            if request is None:
                waiting += 1
            elif await self._reached(request, agreement, asked):
                reached += 1
        if reached:
            return words.line("owner-request.sent", count=reached)
        key = "owner-request.waiting" if waiting else "owner-request.not-reached"
        return words.line(key, id=agreement.id)

    async def _reached(self, request: UpdateRequest, agreement: Agreement, asked: Asked) -> bool:
        """Send a request; one that surely was not received is closed again."""
        language = self._hall.languages.of(request.to, None)
        who = self._who(asked.user.id, language)
        reply = OwnerRequestWriter(language).request(agreement, request, who)
        try:
            await self._hall.sender.send(Place(request.to), reply)
        except TelegramError as error:
            _log.info("owner %d not reached: %s", request.to, type(error).__name__)
            await self._requests.close(request)
            return False
        return True

    def _who(self, user_id: int, language: Language) -> str:
        """Return whom a person stands for: the unit, else the role; no name goes on a record."""
        standing = self._desk.access.standing(user_id)
        title = standing.grant.title if standing.grant else ""
        return title or role_text(standing.role, words_in(language))

    # -- answering --------------------------------------------------------------------------------

    async def stands(self, tapped: Tapped) -> str:
        """Take how it stands: ask for a few words, or keep it as it is."""
        key, _, said = tapped.action.detail.rpartition(".")
        request = self._requests.get(key)
        if request is None:
            return tapped.words.text("owner-request.gone")
        if request.to != tapped.user.id:
            return tapped.words.text("access.tap")
        standing = Standing(said)
        if tapped.action.verb == PLAIN:
            await self._hall.prompts.clear(tapped.message.chat.id, tapped.user.id)
            await self._keep(request.key, standing, "", tapped.actor, tapped.language)
            return ""
        reply = OwnerRequestWriter(tapped.language).more(request, standing)
        await self._hall.ask(tapped.place, tapped.user.id, reply, PROMPT, tapped.action.detail)
        return ""

    async def note(self, asked: Asked, prompt: Prompt) -> None:
        """Take the owner's few words."""
        await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
        key, _, said = prompt.detail.rpartition(".")
        text = " ".join(asked.text.split())[:LONGEST_NOTE]
        language = language_of(text) if text else asked.language
        await self._keep(key, Standing(said), text, asked.actor, language)

    async def _keep(
        self, key: str, standing: Standing, text: str, actor: Actor, language: Language
    ) -> None:
        """Put the answer on the record, thank the owner, tell the asker; once for a request."""
        place, words = Place(actor.user_id), words_in(language)
        request = await self._requests.take(key)
        if request is None or request.to != actor.user_id:
            await self._say(place, words.line("owner-request.gone"))
            return
        writer = OwnerRequestWriter(language)
        who = self._who(actor.user_id, language)
        note = writer.note(self._desk.today(), who, standing, text)
        try:
            agreement = await self._noted(request.agreement_id, note, actor)
        except Exception:
            await self._requests.put_back(request)
            raise
        if agreement is None:
            await self._say(place, words.line("owner-request.record-gone"))
            return
        await self._hall.sender.send(place, writer.kept(agreement, note))
        await self._tell_asker(request, agreement, note)

    async def _noted(self, agreement_id: str, note: str, actor: Actor) -> Agreement | None:
        """Add the note to the record as it is now; None where it is gone or not for the owner."""
        viewer = self._desk.access.viewer(actor.user_id, actor.user_id)
        for left in reversed(range(_TRIES)):
            agreement = self._desk.register.get(agreement_id)
            if agreement is None or not viewer.may_see(agreement):
                return None
            try:
                saved = await self._desk.register.save(
                    with_note(agreement, note),
                    actor,
                    based_on=agreement.revision,
                    deed=Deed.ANSWERED,
                    reason=REASON,
                )
            except AgreementError:
                # Somebody else changed it in between; what both said is kept.
                if not left:
                    raise
            else:
                return saved.agreement
        return None

    async def _tell_asker(self, request: UpdateRequest, agreement: Agreement, note: str) -> None:
        viewer = self._desk.access.viewer(request.by, request.by)
        if not (viewer.is_inside and viewer.may_see(agreement)):
            return
        writer = OwnerRequestWriter(self._hall.languages.of(request.by, None))
        try:
            await self._hall.sender.send(Place(request.by), writer.answered(agreement, note))
        except TelegramError as error:
            _log.info("%d not told of an answer: %s", request.by, type(error).__name__)

    async def _say(self, place: Place, line: Line) -> None:
        await self._hall.sender.send(place, Reply((line,)))
