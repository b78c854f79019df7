"""“Already renewed” under a reminder: the new end is asked, and an administrator confirms it.

What was said is never written over the old end: it makes a record of its own that extends the old
text, so the reminders of the old end stop and those of the new one begin. Until an administrator
has confirmed it, the reminders go on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from telegram.error import TelegramError

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import first_end
from bot.agreements.errors import AgreementError
from bot.agreements.partial_date import Span
from bot.agreements.text import Language
from bot.handlers.asked import Asked
from bot.handlers.confirmations import Confirmation, confirm_buttons
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.prompts import Prompt
from bot.handlers.tapped import Tapped
from bot.replies.dates import span_text
from bot.replies.lines import Reply
from bot.replies.reminding import shortened
from bot.replies.upkeep import refusal
from bot.replies.values import ValueWords
from bot.replies.words import Words, words_in
from bot.upkeep.dates import begins_with_date
from bot.upkeep.deeds import Deeds
from bot.upkeep.plans import adding
from bot.upkeep.renewing import NewTerm, end_or_length

#: The kind of the prompt and of the confirmation.
RENEWED = "reminder-renewed"
_BESIDE = " ,;:-–—"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a renewal: of which record, until when, by what source, and where."""

    code: str
    until: str
    source: str
    who: str
    chat_id: int
    thread_id: int | None

    def as_text(self) -> str:
        """Return it as a confirmation keeps it."""
        return json.dumps(
            [self.code, self.until, self.source, self.who, self.chat_id, self.thread_id],
            ensure_ascii=False,
        )


class RenewedHandlers:
    """Asks for the new end, and has it confirmed."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._deeds = Deeds(hall.desk.store, hall.desk.register)

    async def ask(self, tapped: Tapped, agreement: Agreement) -> None:
        """Ask whoever said so for the new end; in a group the answer is a reply."""
        question = tapped.words.line("renewed.ask", id=agreement.id, who=tapped.user.full_name)
        reply = Reply((question,))
        await self._hall.ask(tapped.place, tapped.user.id, reply, RENEWED, agreement.id)

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Take the new end and hand it to the administrators."""
        agreement = self._hall.desk.register.get(prompt.detail)
        if agreement is None or not asked.viewer.may_see(agreement):
            await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
            return
        try:
            until, source = self._read(asked.text)
            place = asked.place
            said = Said(
                agreement.id, until, source, asked.user.full_name, place.chat_id, place.thread_id
            )
            made = self._made(said)
        except AgreementError as error:
            await self._hall.sender.send(asked.place, self._refusal(error, asked.words))
            return
        if not _goes_beyond(made, agreement):
            line = asked.words.line("renewed.not-later", id=agreement.id)
            await self._hall.sender.send(asked.place, Reply((line,)))
            return
        await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
        told = await self._ask_administrators(said, made)
        key = "renewed.passed-on" if told else "renewed.nobody"
        await self._hall.sender.send(asked.place, Reply((asked.words.line(key),)))

    def _refusal(self, error: AgreementError, words: Words) -> Reply:
        vocabulary = self._hall.desk.register.holdings.vocabulary
        return refusal(error, ValueWords(words, vocabulary))

    def _read(self, text: str) -> tuple[str, str]:
        """Return the new end or length, as typed, and the source after it."""
        today = self._hall.desk.today()
        until, source = begins_with_date(text, today)
        if until is not None:
            return str(until), source.strip(_BESIDE)
        end_or_length(text, today)
        return text.strip(), ""

    def _made(self, said: Said) -> Agreement:
        """Return the record of the new term. Raises AgreementError where it would be none."""
        desk = self._hall.desk
        agreement = desk.register.get(said.code)
        today = desk.today()
        if agreement is None:
            raise LookupError(said.code)
        until, months = end_or_length(said.until, today)
        term = NewTerm(False, None, until, months, said.source or said.who)
        own = desk.register.holdings.vocabulary.own_country
        return term.applied(agreement, today, self._deeds.is_taken, own)

    async def _ask_administrators(self, said: Said, made: Agreement) -> bool:
        """Show each administrator what would be added; returns whether one was reached."""
        reached = False
        for administrator in sorted(self._hall.desk.access.administrators):
            language = self._hall.languages.of(administrator, None)
            key = await self._hall.confirmations.keep(
                RENEWED, administrator, administrator, said.as_text()
            )
            try:
                reply = self._shown(said, made, key, language)
                await self._hall.sender.send(Place(administrator), reply)
                reached = True
            except TelegramError:
                await self._hall.confirmations.take(key)
        return reached

    def _shown(self, said: Said, made: Agreement, key: str, language: Language) -> Reply:
        words = words_in(language)
        agreement = self._hall.desk.register.get(said.code)
        old, new = first_end(agreement) if agreement else None, first_end(made)
        name = shortened(agreement.name.in_language(language)) if agreement else ""
        lines = [
            words.line("renewed.heading", who=said.who, id=said.code, name=name),
            words.line(
                "renewed.before-after",
                before=span_text(old.span, words) if old else words.text("renewed.unknown"),
                after=span_text(new.span, words) if new else words.text("renewed.unknown"),
            ),
            words.line("renewed.record", id=made.id, old=said.code),
        ]
        if said.source:
            lines.append(words.line("renewed.source", source=said.source))
        lines.append(words.line("renewed.new-text", id=said.code))
        return Reply(tuple(lines), (confirm_buttons(words, key),))

    async def confirmed(self, tapped: Tapped, waiting: Confirmation) -> str:
        """Add the record of the new term, and tell where it was said."""
        said = Said(*json.loads(waiting.detail))
        words = tapped.words
        agreement = self._hall.desk.register.get(said.code)
        if agreement is None:
            return words.text("answer.toast-old")
        if self._is_renewed(agreement):
            return words.text("renewed.already")
        try:
            made = self._made(said)
            self._deeds.check(made, is_new=True)
            await self._deeds.do(adding(made, reason=said.source), tapped.actor)
        except AgreementError as error:
            await self._hall.sender.send(tapped.place, self._refusal(error, words))
            return ""
        line = words.line("renewed.saved", id=made.id, old=said.code)
        await self._hall.sender.send(tapped.place, Reply((line,)))
        await self._tell_the_chat(said, made, tapped)
        return ""

    def _is_renewed(self, agreement: Agreement) -> bool:
        """Return whether another text has taken its place or its next term meanwhile."""
        facts = self._hall.desk.register.view(self._hall.desk.today()).facts(agreement)
        found = (self._hall.desk.register.get(code) for code in facts.amended_by)
        return bool(facts.replaced_by) or any(o and _goes_beyond(o, agreement) for o in found)

    async def _tell_the_chat(self, said: Said, made: Agreement, tapped: Tapped) -> None:
        if said.chat_id == tapped.message.chat.id:
            return
        words = words_in(self._hall.languages.of(said.chat_id, None))
        end = first_end(made)
        when = span_text(end.span, words) if end else words.text("renewed.unknown")
        line = words.line("renewed.confirmed", id=said.code, date=when, who=tapped.user.full_name)
        place = Place(said.chat_id, said.thread_id, is_private=said.chat_id > 0)
        try:
            await self._hall.sender.send(place, Reply((line,)))
        except TelegramError:
            # The chat may be gone by now; the register has it all the same.
            return


def _goes_beyond(other: Agreement, agreement: Agreement) -> bool:
    """Return whether a text ends later than another."""
    end, later = first_end(agreement), first_end(other)
    return later is not None and (end is None or _last(later.span) > _last(end.span))


def _last(span: Span) -> date:
    return span.latest
