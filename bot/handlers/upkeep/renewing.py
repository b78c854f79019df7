"""What happens at the end of a text: /renew, /terminate, /supersede."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import first_end
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.handlers.asked import Asked
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.setting import Setting
from bot.handlers.upkeep.typed import code_and_rest, reason_in
from bot.people.roles import Role
from bot.replies.dates import span_text
from bot.replies.lines import Action, Button, Line, Reply, line
from bot.upkeep.dates import begins_with_date, read_date
from bot.upkeep.field_names import field_by_code
from bot.upkeep.plans import adding, amending
from bot.upkeep.renewing import NewTerm, end_or_length

#: The prompt of the questions about a renewal, and what asks them again.
RENEW = "renew"
_SAME, _NEW = "same", "new"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a renewal so far: "" where a question was passed over, else None."""

    code: str
    mode: str
    signed: str | None = None
    until: str | None = None
    source: str | None = None

    @property
    def question(self) -> str | None:
        """Return what is to be asked next."""
        asked = ("signed", "until", "source") if self.mode == _NEW else ("until", "source")
        return next((name for name in asked if getattr(self, name) is None), None)

    def answered(self, text: str) -> Told:
        """Return it with the answer to its question."""
        return replace(self, **{self.question: text}) if self.question else self

    def as_text(self) -> str:
        """Return it as a prompt keeps it."""
        return json.dumps([self.code, self.mode, self.signed, self.until, self.source])


def _told_in(text: str) -> Told:
    return Told(*json.loads(text))


class Renewing:
    """Leads a text to its next term, its end or its successor."""

    def __init__(self, desk: UpkeepDesk, changing: Changing, setting: Setting) -> None:
        self._desk = desk
        self._changing = changing
        self._setting = setting
        changing.ask_again_by(RENEW, self._again)

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (
            Command("renew", self.renew, Role.EDITOR, changes=True, in_groups=False),
            Command("terminate", self.terminate, Role.EDITOR, changes=True, in_groups=False),
            Command("supersede", self.supersede, Role.EDITOR, changes=True, in_groups=False),
        )

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {"renew": self.renew_tapped, "renew-skip": self.skip_tapped}

    @property
    def prompts(self) -> Mapping[str, AnswersPrompt]:
        """The questions whose answers are taken here."""
        return {RENEW: self.answered}

    # -- renew ----------------------------------------------------------------------------------

    async def renew(self, asked: Asked) -> None:
        """Renew a text: /renew CODE, or /renew CODE 6 November 2030 for the same text."""
        typed, rest = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "renew")
        if record is None:
            return
        until, source = begins_with_date(rest, self._desk.hall.desk.today())
        if until is not None and not self._successors(asked, record):
            await self._go_on(asked, Told(record.id, _SAME, until=str(until), source=source))
            return
        await self.begin(asked, record)

    async def begin(self, somebody: Somebody, record: Agreement) -> None:
        """Ask whether the same text goes on, unless another one has taken its place already."""
        words = somebody.words
        successors = self._successors(somebody, record)
        if successors:
            told = words.line("renew.replaced", id=record.id, ids=", ".join(successors))
            buttons = tuple(Button(code, Action("renew", code)) for code in successors)
            await self._desk.reply(somebody, Reply((told,), (buttons,)))
            return
        end = self._desk.view(somebody).facts(record).end
        lines: list[Line] = [words.line("renew.which-text", id=record.id)]
        if end is not None:
            lines.append(words.line("renew.ends", date=span_text(end, words)))
        buttons = (
            Button(words.text("button.same-text"), Action("renew", record.id, _SAME)),
            Button(words.text("button.new-text"), Action("renew", record.id, _NEW)),
        )
        await self._desk.reply(somebody, Reply(tuple(lines), (buttons,)))

    def _successors(self, somebody: Somebody, record: Agreement) -> list[str]:
        """Return the signed texts that have taken a record's place or its next term."""
        view = self._desk.view(somebody)
        facts = view.facts(record)
        found = (view.holdings.get(code) for code in (*facts.replaced_by, *facts.amended_by))
        end = facts.end
        return [
            other.id
            for other in found
            if other
            and not other.is_talks
            and (other.id in facts.replaced_by or (end and _goes_beyond(other, record)))
        ]

    async def renew_tapped(self, tapped: Tapped) -> str:
        """Go on with the record, or with the kind of renewal, that was tapped."""
        record = self._desk.found(tapped, tapped.action.agreement_id)
        if record is None or record.removed:
            return tapped.words.text("access.tap")
        if tapped.action.detail in (_SAME, _NEW):
            await self._go_on(tapped, Told(record.id, tapped.action.detail))
        else:
            await self.begin(tapped, record)
        return ""

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Take an answer, if it can be read, and ask the next."""
        told = _told_in(prompt.detail)
        today = self._desk.hall.desk.today()
        try:
            if told.question == "signed":
                read_date(asked.text, today, "signed")
            elif told.question == "until":
                end_or_length(asked.text, today)
        except AgreementError as error:
            await self._desk.refuse(asked, error)
            return
        await self._go_on(asked, told.answered(asked.text.strip()))

    async def skip_tapped(self, tapped: Tapped) -> str:
        """Pass a question over."""
        prompt = self._desk.hall.prompts.waiting(tapped.place.chat_id, tapped.user.id)
        if prompt is None or prompt.kind != RENEW:
            return tapped.words.text("confirm.gone")
        await self._go_on(tapped, _told_in(prompt.detail).answered(""))
        return ""

    async def _again(self, tapped: Tapped, detail: str) -> None:
        told = _told_in(detail)
        await self._go_on(tapped, Told(told.code, told.mode))

    async def _go_on(self, somebody: Somebody, told: Told) -> None:
        """Ask what is not told yet, else show what the renewal would be."""
        record = self._desk.found(somebody, told.code)
        if record is None or record.removed:
            await self._desk.stop_asking(somebody)
            await self._desk.say(somebody, somebody.words.line("access.tap"))
            return
        if told.question:
            words = somebody.words
            skip = Button(words.text("button.skip"), Action("renew-skip"))
            reply = Reply((words.line(f"renew.ask-{told.question}"),), ((skip,),))
            await self._desk.ask(somebody, reply, RENEW, told.as_text())
            return
        await self._desk.stop_asking(somebody)
        await self._shown(somebody, record, told)

    async def _shown(self, somebody: Somebody, record: Agreement, told: Told) -> None:
        today = self._desk.hall.desk.today()
        vocabulary = self._desk.hall.desk.register.holdings.vocabulary
        signed = read_date(told.signed, today) if told.signed else None
        until, months = end_or_length(told.until, today) if told.until else (None, None)
        term = NewTerm(told.mode == _NEW, signed, until, months, told.source or "")
        new = term.applied(record, today, self._desk.deeds.is_taken, vocabulary.own_country)
        first = (somebody.words.line(f"renew.shown-{told.mode}", id=record.id), line(""))
        again = (RENEW, told.as_text())
        await self._changing.preview(somebody, adding(new), again, first=first)

    # -- terminate and supersede ----------------------------------------------------------------

    async def terminate(self, asked: Asked) -> None:
        """Note that a text was ended before its time: /terminate CODE date."""
        typed, rest = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "terminate")
        field = field_by_code("terminated")
        if record is None or field is None:
            return
        if rest:
            await self._setting.amend(asked, record, field, rest)
        else:
            await self._setting.ask(asked, record, field)

    async def supersede(self, asked: Asked) -> None:
        """Note that one text took another's place: /supersede OLD NEW."""
        typed, rest = code_and_rest(asked.text)
        successor, rest = code_and_rest(rest)
        if not successor:
            await self._desk.say(asked, asked.words.line("renew.supersede-usage"))
            return
        old = await self._desk.record(asked, typed, "supersede")
        new = await self._desk.record(asked, successor, "supersede") if old else None
        if old is None or new is None:
            return
        if old.id == new.id:
            error = AgreementError(Problem(Reason.SELF_REFERENCE, "supersedes", old.id))
            await self._desk.refuse(asked, error)
            return
        links = new.supersedes if old.id in new.supersedes else (*new.supersedes, old.id)
        reason = reason_in(rest)[1] or rest
        await self._changing.preview(asked, amending(new, new.changed(supersedes=links), reason))


def _goes_beyond(other: Agreement, record: Agreement) -> bool:
    """Return whether another text ends later than the first term of this one."""
    end, later = first_end(record), first_end(other)
    return end is not None and later is not None and later.span.latest > end.span.latest
