"""Adding a record: one question at a time, or out of a text or file; shown before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.codes import new_code
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Text
from bot.handlers.asked import Asked
from bot.handlers.downloads import DownloadRefused, SentFile, document_of, fetched
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.fields import FieldQuestions
from bot.importing.likeness import Known, Likeness
from bot.people.roles import Role
from bot.replies.lines import EMPTY, Action, Button, Line, Reply
from bot.replies.upkeep import record_rows
from bot.upkeep.drafts import Draft, Drafts
from bot.upkeep.field_names import FieldName, field_by_code
from bot.upkeep.pasted import is_json, record_in_json, record_in_text
from bot.upkeep.plans import Plan, adding

#: The prompt of the questions, the verb of their buttons, and what shows the fields again.
ADD = "add"
#: What is asked for, in this order.
STEPS = (
    "title", "kind", "parties", "scope_areas", "signed", "in_force", "term", "expires", "renewal",
    "owner_unit", "source",
)  # fmt: skip
#: A record in a file is no longer than this.
MOST_BYTES = 256 * 1024
#: Marks a field that was asked for out of order, so that the whole is shown after it.
_ALONE = "!"
_NOTHING = Agreement("", Text())
_EMPTY_VALUES = ((), None, _NOTHING.owner)
#: The fields that a record is told to lack.
_WANTED = ("parties", "scope_areas", "signed", "owner", "evidence")


class Adding:
    """Leads a record from the first question, or from a text, into the register."""

    def __init__(self, desk: UpkeepDesk, changing: Changing, questions: FieldQuestions) -> None:
        self._desk = desk
        self._changing = changing
        self._questions = questions
        self._drafts = Drafts(desk.hall.desk.store, desk.hall.desk.clock)
        changing.ask_again_by(ADD, self._again)
        changing.tell_of_saved(self._saved)

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (Command("add", self.add, Role.EDITOR, changes=True, in_groups=False),)

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {ADD: self.tapped}

    @property
    def prompts(self) -> Mapping[str, AnswersPrompt]:
        """The questions whose answers are taken here."""
        return {ADD: self.answered}

    # -- beginning ------------------------------------------------------------------------------

    async def add(self, asked: Asked) -> None:
        """Begin a record: guided, or out of a text, a JSON record or a file of one."""
        document = document_of(asked.message)
        if document is not None:
            await self._from_file(asked, document)
        elif asked.text:
            await self._from_text(asked, asked.text)
        else:
            draft = self._drafts.of(asked.user.id)
            if draft is None:
                await self._ask(asked, await self._kept(asked, _NOTHING, STEPS[0]))
            else:
                await self._offer(asked, draft)

    async def _offer(self, asked: Asked, draft: Draft) -> None:
        """Ask whether to go on with what was begun."""
        words = asked.words
        title = draft.record.title.in_language(asked.language)
        told = words.line("add.begun", title=title or words.text("value.nothing"))
        row = tuple(
            Button(words.text(f"button.add-{name}"), Action(ADD, "", name))
            for name in ("continue", "anew", "leave")
        )
        await self._desk.reply(asked, Reply((told,), (row,)))

    async def _from_file(self, asked: Asked, sent: SentFile) -> None:
        try:
            data = await fetched(self._desk.hall.bot, sent, MOST_BYTES)
        except DownloadRefused as refused:
            key = "add.file-too-big" if refused.key == "file.too-big" else refused.key
            await self._desk.say(asked, asked.words.line(key))
            return
        await self._from_text(asked, data.decode("utf-8-sig", errors="replace"), is_file=True)

    async def _from_text(self, asked: Asked, text: str, *, is_file: bool = False) -> None:
        try:
            if is_file or is_json(text):
                record = record_in_json(text)
            else:
                record = record_in_text(text, self._desk.amender(asked))
            draft = await self._kept(asked, record, STEPS[-1])
        except AgreementError as error:
            await self._desk.refuse(asked, error)
            return
        await self._show(asked, draft)

    async def _kept(self, somebody: Somebody, record: Agreement, step: str) -> Draft:
        return await self._drafts.keep(somebody.user.id, record, step)

    # -- one question after the other -----------------------------------------------------------

    async def _ask(self, somebody: Somebody, draft: Draft, *, alone: bool = False) -> None:
        words, step = somebody.words, draft.step
        field = _field(step)
        place = STEPS.index(step)
        now = self._questions.value(somebody, draft.record, field)
        lines: list[Line] = [
            words.line(
                "add.step",
                number=place + 1,
                total=len(STEPS),
                field=self._questions.named(somebody, field),
            )
        ]
        if self._questions.is_recorded(draft.record, field):
            lines.append(words.line("add.so-far", value=now))
        lines.append(words.line(f"edit.how-{self._questions.how(field)}"))
        names = ["back"] if place else []
        row = tuple(
            Button(words.text(f"button.add-{name}"), Action(ADD, "", f"{name}.{step}"))
            for name in (*names, "skip", "finish", "cancel")
        )
        choices = self._questions.choices(somebody, field, ADD, "", prefix="pick.")
        detail = step + (_ALONE if alone else "")
        await self._desk.ask(somebody, Reply(tuple(lines), (*choices, row)), ADD, detail)

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Take an answer, if it can be read, and ask the next."""
        step = prompt.detail.rstrip(_ALONE)
        await self._take(asked, step, asked.text, alone=prompt.detail.endswith(_ALONE))

    async def _take(self, somebody: Somebody, step: str, typed: str, *, alone: bool) -> None:
        draft = self._drafts.of(somebody.user.id)
        if draft is None or somebody.viewer.role < Role.EDITOR or step not in STEPS:
            await self._desk.stop_asking(somebody)
            await self._desk.say(somebody, somebody.words.line("add.nothing-begun"))
            return
        amender = self._desk.amender(somebody)
        try:
            record = amender.amended(draft.record, _field(step), typed)
            draft = await self._kept(somebody, record, step)
        except AgreementError as error:
            await self._desk.refuse(somebody, error)
            return
        await self._next(somebody, draft, alone=alone)

    async def _next(self, somebody: Somebody, draft: Draft, *, alone: bool = False) -> None:
        place = STEPS.index(draft.step) + 1
        if alone or place == len(STEPS):
            await self._show(somebody, draft)
        else:
            await self._ask(somebody, await self._kept(somebody, draft.record, STEPS[place]))

    async def tapped(self, tapped: Tapped) -> str:
        """Go on, back or over a question, take a choice, show the whole, or give up."""
        draft = self._drafts.of(tapped.user.id)
        if tapped.viewer.role < Role.EDITOR or not tapped.viewer.in_private:
            return tapped.words.text("access.tap")
        if draft is None:
            return tapped.words.text("confirm.gone")
        verb, _, rest = tapped.action.detail.partition(".")
        step = rest if rest in STEPS else draft.step
        draft = replace(draft, step=step)
        if verb == "pick":
            await self._picked(tapped, rest)
        elif verb == "anew":
            await self._ask(tapped, await self._kept(tapped, _NOTHING, STEPS[0]))
        elif verb == "continue":
            await self._ask(tapped, draft)
        elif verb == "only":
            await self._ask(tapped, draft, alone=True)
        elif verb == "skip":
            await self._next(tapped, draft)
        elif verb == "back":
            before = STEPS[max(STEPS.index(step) - 1, 0)]
            await self._ask(tapped, await self._kept(tapped, draft.record, before))
        elif verb == "finish":
            await self._show(tapped, draft)
        else:
            await self._give_up(tapped, is_kept=verb == "leave")
        return ""

    async def _picked(self, tapped: Tapped, rest: str) -> None:
        step, _, value = rest.partition(".")
        prompt = self._desk.hall.prompts.waiting(tapped.place.chat_id, tapped.user.id)
        alone = prompt is not None and prompt.detail == step + _ALONE
        await self._take(tapped, step, value, alone=alone)

    async def _give_up(self, tapped: Tapped, *, is_kept: bool) -> None:
        """Stop asking; what was begun is thrown away, or left for another day."""
        await self._desk.stop_asking(tapped)
        if not is_kept:
            await self._drafts.drop(tapped.user.id)
        key = "add.left" if is_kept else "add.cancelled"
        await self._desk.say(tapped, tapped.words.line(key))

    # -- the whole ------------------------------------------------------------------------------

    async def _show(self, somebody: Somebody, draft: Draft) -> None:
        """Show the record as it would be, what it lacks, and what it looks like."""
        await self._desk.stop_asking(somebody)
        if not draft.record.title:
            missing = AgreementError(Problem(Reason.MISSING, "title"))
            await self._desk.refuse(somebody, missing)
            await self._ask(somebody, replace(draft, step=STEPS[0]), alone=True)
            return
        record = draft.record
        if not record.id:
            own = self._desk.hall.desk.register.holdings.vocabulary.own_country
            record = record.changed(id=new_code(record, self._desk.deeds.is_taken, own))
        first = (*self._alike(somebody, record), *self._missing(somebody, record))
        again = (ADD, "")
        await self._changing.preview(somebody, adding(record), again, first=first)

    def _alike(self, somebody: Somebody, record: Agreement) -> list[Line]:
        """Return what on record it may be already."""
        register = self._desk.hall.desk.register
        known = (Known(code, one) for code, one in register.agreements.items())
        likeness = Likeness(register.holdings.vocabulary, known)
        found = {one.name: one.agreement for one in likeness.same_as(record)}
        found |= {one.name: one.agreement for one in likeness.near(record)}
        seen = [one for one in found.values() if somebody.viewer.may_see(one)]
        if not seen:
            return []
        rows = record_rows(seen, somebody.words)
        return [somebody.words.line("add.looks-like"), *rows, EMPTY]

    def _missing(self, somebody: Somebody, record: Agreement) -> list[Line]:
        """Return what is not recorded of it."""
        values = self._desk.values(somebody)
        lacking = [values.field(f) for f in _WANTED if getattr(record, f) in _EMPTY_VALUES]
        if record.kind is InstrumentKind.OTHER:
            lacking.insert(0, values.field("kind"))
        if not record.expires and not record.term.months:
            lacking.append(values.field("expires"))
        if not lacking:
            return []
        return [somebody.words.line("add.missing", fields=", ".join(lacking)), EMPTY]

    async def _again(self, tapped: Tapped, detail: str) -> None:
        """Show the fields of the draft, to be asked for one by one."""
        del detail
        words = tapped.words
        buttons = [
            Button(self._questions.named(tapped, _field(step)), Action(ADD, "", f"only.{step}"))
            for step in STEPS
        ]
        rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
        rows.append(
            (
                Button(words.text("button.add-finish"), Action(ADD, "", "finish")),
                Button(words.text("button.add-cancel"), Action(ADD, "", "cancel")),
            )
        )
        await self._desk.reply(tapped, Reply((words.line("add.which"),), tuple(rows)))

    async def _saved(self, actor: Actor, plan: Plan) -> None:
        """Forget the draft that has become a record."""
        draft = self._drafts.of(actor.user_id)
        if plan.deed is Deed.ADDED and draft and plan.applied(None).title == draft.record.title:
            await self._drafts.drop(actor.user_id)


def _field(step: str) -> FieldName:
    field = field_by_code(step)
    assert field is not None  # noqa: S101  # every step is a field
    return field
