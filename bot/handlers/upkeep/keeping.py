"""The commands about a record as a whole: /history, /undo, /verify, /remove, /restore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.agreements.agreement import Agreement, Verified
from bot.agreements.audit import AuditEntry
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.partial_date import PartialDate
from bot.filing import AGREEMENTS
from bot.handlers.asked import Asked
from bot.handlers.rooms import Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.typed import code_and_rest, reason_in
from bot.people.roles import Role
from bot.replies.lines import EMPTY, Line
from bot.replies.problems import problem_line
from bot.replies.upkeep import LogReply, codes_line, record_rows
from bot.upkeep.dates import begins_with_date
from bot.upkeep.deeds import LINKS
from bot.upkeep.plans import amending, removing, restoring


class Keeping:
    """Shows what was done to records, takes it back, takes records out and brings them back."""

    def __init__(self, desk: UpkeepDesk, changing: Changing) -> None:
        self._desk = desk
        self._changing = changing

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (
            Command("history", self.history, Role.EDITOR, in_groups=False),
            Command("undo", self.undo, Role.EDITOR, changes=True, in_groups=False),
            Command("remove", self.remove, Role.EDITOR, changes=True, in_groups=False),
            Command("verify", self.verify, Role.EDITOR, changes=True, in_groups=False),
            Command("restore", self.restore, Role.EDITOR, changes=True, in_groups=False),
        )

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {"undo": self.undo_tapped, "log": self.log_tapped}

    def _log(self, somebody: Somebody) -> LogReply:
        return LogReply(self._desk.values(somebody), self._desk.hall.desk.time_zone)

    async def history(self, asked: Asked) -> None:
        """Show the changes of a record, old → new, newest first."""
        typed, _ = code_and_rest(asked.text)
        record = self._desk.found(asked, typed)
        if record is None:
            await self._desk.record(asked, typed, "history")
            return
        entries = self._desk.hall.desk.register.history(record.id)
        await self._desk.reply(asked, self._log(asked).reply(record.id, entries))

    async def log_tapped(self, tapped: Tapped) -> str:
        """Show earlier changes."""
        record = self._desk.found(tapped, tapped.action.agreement_id)
        if record is None or not tapped.action.detail.isdigit():
            return tapped.words.text("access.tap")
        entries = self._desk.hall.desk.register.history(record.id)
        page = int(tapped.action.detail)
        await self._desk.reply(tapped, self._log(tapped).reply(record.id, entries, page))
        return ""

    # -- undo -----------------------------------------------------------------------------------

    async def undo(self, asked: Asked) -> None:
        """Take back one's own last change, or the last one of the record that is named."""
        typed, _ = code_and_rest(asked.text)
        if not typed:
            entry = self._desk.deeds.last_change_by(asked.user.id)
            if entry is None or not self._desk.found(asked, entry.agreement_id):
                await self._desk.say(asked, asked.words.line("upkeep.nothing-to-undo"))
                return
        else:
            record = self._desk.found(asked, typed)
            if record is None:
                await self._desk.record(asked, typed, "undo")
                return
            entry = self._desk.deeds.last_change(record.id)
            if entry is None:
                line = asked.words.line("upkeep.nothing-to-undo-in", id=record.id)
                await self._desk.say(asked, line)
                return
        await self._take_back(asked, entry, is_shown=True)

    async def undo_tapped(self, tapped: Tapped) -> str:
        """Take back the change under which the button stands."""
        number = tapped.action.detail
        entry = self._desk.deeds.entry(int(number)) if number.isdigit() else None
        if entry is None or not self._desk.found(tapped, entry.agreement_id):
            return tapped.words.text("access.tap")
        if not self._desk.deeds.holds(entry):
            return tapped.words.text("confirm.gone")
        await self._take_back(tapped, entry, is_shown=False)
        return ""

    async def _take_back(self, somebody: Somebody, entry: AuditEntry, *, is_shown: bool) -> None:
        """Take a change back, shown first where it was not told which."""
        try:
            plan = self._desk.deeds.undoing(entry)
        except AgreementError as error:
            values = self._desk.values(somebody)
            words = somebody.words
            await self._desk.say(
                somebody,
                words.line("upkeep.cannot-undo"),
                *(problem_line(problem, values) for problem in error.problems),
                words.line("upkeep.cannot-undo-more", id=entry.agreement_id),
            )
            return
        if is_shown:
            summary = self._log(somebody).summary(entry)
            label = somebody.words.text("button.undo")
            await self._changing.preview(somebody, plan, first=(summary, EMPTY), label=label)
        else:
            await self._changing.finish(somebody, plan)

    # -- compared with the text -----------------------------------------------------------------

    async def verify(self, asked: Asked) -> None:
        """Note that a record was compared with the text: today or on a day told, and by whom."""
        typed, rest = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "verify")
        if record is None:
            return
        today = self._desk.hall.desk.today()
        when, by = begins_with_date(rest, today)
        if when and when.earliest > today:
            told = Problem(Reason.SIGNED_IN_FUTURE, "verified", str(when))
            await self._desk.refuse(asked, AgreementError(told))
            return
        role = asked.words.text(f"role.{asked.viewer.role.name.lower()}")
        by = by or record.owner.unit or role
        verified = Verified(when or PartialDate.of(today), by)
        await self._changing.preview(asked, amending(record, record.changed(verified=verified)))

    # -- out of the register and back -----------------------------------------------------------

    async def remove(self, asked: Asked) -> None:
        """Take a record out of the register, after a look at what names it."""
        typed, rest = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "remove")
        if record is None:
            return
        first: tuple[Line, ...] = ()
        naming = sorted(self._naming(asked, record))
        if naming:
            first = (codes_line("upkeep.linked-from", naming, asked.words), EMPTY)
        _, reason = reason_in(rest)
        label = asked.words.text("button.remove")
        plan = removing(record, reason or rest)
        await self._changing.preview(asked, plan, first=first, label=label)

    def _naming(self, asked: Asked, record: Agreement) -> Iterator[str]:
        """Yield the records that name this one, as far as the asker may know of them."""
        for other in self._desk.hall.desk.register.agreements.values():
            is_named = any(record.id in getattr(other, link) for link in LINKS)
            if is_named and asked.viewer.may_see(other):
                yield other.id

    async def restore(self, asked: Asked) -> None:
        """Bring a record back; without a code list those that were taken out."""
        typed, rest = code_and_rest(asked.text)
        record = self._desk.found(asked, typed)
        if record is None:
            if typed:
                await self._desk.record(asked, typed, "restore")
            else:
                await self._list_removed(asked)
            return
        if not record.removed:
            await self._desk.say(asked, asked.words.line("upkeep.not-removed", id=record.id))
            return
        await self._changing.preview(asked, restoring(record, reason_in(rest)[1] or rest))

    async def _list_removed(self, asked: Asked) -> None:
        records = self._desk.hall.desk.store.items(AGREEMENTS).values()
        removed = [r for r in records if r.removed and self._desk.may_change(asked, r)]
        if not removed:
            await self._desk.say(asked, asked.words.line("upkeep.no-removed"))
            return
        rows = record_rows(sorted(removed, key=lambda r: r.id), asked.words)
        await self._desk.say(asked, asked.words.line("upkeep.removed-are"), *rows)
