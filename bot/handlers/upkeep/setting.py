"""Changing fields: /set for the quick hand, /edit by buttons, and the question for a new value."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.agreements.agreement import Agreement
from bot.agreements.errors import AgreementError
from bot.catalogue.columns import Holds
from bot.handlers.asked import Asked
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.fields import FieldQuestions
from bot.handlers.upkeep.typed import code_and_rest, reason_in
from bot.people.roles import Role
from bot.replies.lines import Action, Button, Line, Reply, line
from bot.upkeep.amending import field_of
from bot.upkeep.field_names import (
    OFFERED,
    FieldName,
    field_and_value,
    field_by_code,
)
from bot.upkeep.plans import amending

#: The prompt whose answer is a value, and what asks for one again.
VALUE = "amend-value"


class Setting:
    """Answers /set and /edit and what follows from them."""

    def __init__(self, desk: UpkeepDesk, changing: Changing, questions: FieldQuestions) -> None:
        self._desk = desk
        self._questions = questions
        self._changing = changing
        changing.ask_again_by(VALUE, self._ask_again)

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (
            Command("edit", self.edit, Role.EDITOR, changes=True, in_groups=False),
            Command("set", self.set, Role.EDITOR, changes=True, in_groups=False),
        )

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {"edit-field": self.field_tapped, "edit-pick": self.choice_tapped}

    @property
    def prompts(self) -> Mapping[str, AnswersPrompt]:
        """The questions whose answers are taken here."""
        return {VALUE: self.answered}

    # -- commands -------------------------------------------------------------------------------

    async def set(self, asked: Asked) -> None:
        """Change one field: /set CODE field value [because ...]."""
        typed, rest = code_and_rest(asked.text)
        if not typed:
            await self._desk.say(asked, asked.words.line("edit.usage"))
            return
        record = await self._desk.record(asked, typed, "set")
        if record is None:
            return
        if not rest:
            await self._menu(asked, record)
            return
        found = field_and_value(rest)
        if found is None:
            await self._unknown_field(asked, rest)
            return
        field, value = found
        if value:
            await self.amend(asked, record, field, value)
        else:
            await self.ask(asked, record, field)

    async def edit(self, asked: Asked) -> None:
        """Show the fields of a record, to be changed by buttons."""
        typed, _ = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "edit")
        if record is not None:
            await self._menu(asked, record)

    async def _unknown_field(self, asked: Asked, rest: str) -> None:
        named = (field_by_code(code) for code in OFFERED)
        fields = ", ".join(self._questions.named(asked, field) for field in named if field)
        told = asked.words.line(
            "edit.which-field", typed=rest.split(maxsplit=1)[0][:40], fields=fields
        )
        await self._desk.say(asked, told, asked.words.line("edit.usage"))

    async def _menu(self, asked: Asked, record: Agreement) -> None:
        """Show what is recorded, with a button a field."""
        fields = [field for code in OFFERED if (field := field_by_code(code))]
        buttons = [
            Button(self._questions.named(asked, field), Action("edit-field", record.id, field.code))
            for field in fields
        ]
        rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
        title = asked.words.line("edit.title", id=record.id)
        name = line(record.name.in_language(asked.language))
        await self._desk.reply(asked, Reply((title, name), rows))

    # -- asking for a value ---------------------------------------------------------------------

    async def field_tapped(self, tapped: Tapped) -> str:
        """Ask for the new value of the field that was tapped."""
        record = self._desk.found(tapped, tapped.action.agreement_id)
        field = field_by_code(tapped.action.detail)
        if record is None or field is None or record.removed:
            return tapped.words.text("access.tap")
        await self.ask(tapped, record, field)
        return ""

    async def _ask_again(self, tapped: Tapped, detail: str) -> None:
        code, name = json.loads(detail)
        record, field = self._desk.found(tapped, code), field_by_code(name)
        if record is not None and field is not None:
            await self.ask(tapped, record, field)

    async def ask(self, somebody: Somebody, record: Agreement, field: FieldName) -> None:
        """Ask for the new value of a field; what stands there now is told."""
        words, values = somebody.words, self._desk.values(somebody)
        now = words.line(
            "edit.now",
            field=self._questions.named(somebody, field),
            id=record.id,
            value=values.of(record, field_of(field)),
        )
        lines: list[Line] = [now]
        if field.column.holds in (Holds.PARTIES, Holds.AREAS):
            items = values.items(record, field_of(field))
            lines.extend(line(f"{place}. {item}") for place, item in enumerate(items, 1))
        lines += [words.line(f"edit.how-{self._questions.how(field)}"), words.line("edit.leave")]
        reply = Reply(
            tuple(lines), self._questions.choices(somebody, field, "edit-pick", record.id)
        )
        await self._desk.ask(somebody, reply, VALUE, json.dumps([record.id, field.code]))

    async def choice_tapped(self, tapped: Tapped) -> str:
        """Take a choice that was tapped for the value."""
        record = self._desk.found(tapped, tapped.action.agreement_id)
        name, _, value = tapped.action.detail.partition(".")
        field = field_by_code(name)
        if record is None or field is None or record.removed:
            return tapped.words.text("access.tap")
        await self._desk.stop_asking(tapped)
        await self.amend(tapped, record, field, value)
        return ""

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Take a message for the value that was asked for."""
        code, name = json.loads(prompt.detail)
        record, field = self._desk.found(asked, code), field_by_code(name)
        if record is None or field is None or record.removed:
            await self._desk.stop_asking(asked)
            await self._desk.say(asked, asked.words.line("access.tap"))
            return
        if await self.amend(asked, record, field, asked.text):
            await self._desk.stop_asking(asked)

    # -- the change -----------------------------------------------------------------------------

    async def amend(
        self, somebody: Somebody, record: Agreement, field: FieldName, typed: str
    ) -> bool:
        """Show what a typed value would change; returns whether it could be read."""
        is_text = field.column.holds is Holds.TEXT
        value, reason = reason_in(typed, on_its_own_line=is_text)
        try:
            after = self._desk.amender(somebody).amended(record, field, value)
        except AgreementError as error:
            await self._desk.refuse(somebody, error)
            return False
        again = (VALUE, json.dumps([record.id, field.code]))
        await self._changing.preview(somebody, amending(record, after, reason), again)
        return True
