"""Shows a planned change, waits for the word of whoever asked for it, and does it once."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.checks import problems_on, problems_within
from bot.agreements.errors import AgreementError, Problem
from bot.handlers.confirmations import Confirmation, confirm_buttons
from bot.handlers.rooms import Doer
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.people.roles import Role
from bot.replies.lines import EMPTY, Action, Button, Line, Reply
from bot.replies.upkeep import Planned, outcome, planned_lines, stale_lines
from bot.upkeep.plans import Plan, plan_as_text, plan_in

#: The kind of what is confirmed, and the verb of the button that asks for the value again.
CHANGE, AGAIN = "change", "change-again"
#: Asks again for what was about to be changed: given whoever tapped and the asker's own detail.
AsksAgain = Callable[[Tapped, str], Awaitable[None]]
#: Is told of a change that was done or proposed.
Tells = Callable[[Actor, Plan], Awaitable[None]]
#: Takes over a change that needs somebody else's word; returns whether it did.
Proposes = Callable[[Somebody, Plan], Awaitable[bool]]


class Changing:
    """Leads every change of a record from plan to deed."""

    def __init__(self, desk: UpkeepDesk, proposes: Proposes | None = None) -> None:
        self._desk = desk
        self._proposes = proposes
        self._again: dict[str, AsksAgain] = {}
        self._tells: list[Tells] = []

    @property
    def confirmed(self) -> Mapping[str, Doer]:
        """What is done once it is confirmed."""
        return {CHANGE: Doer(Role.EDITOR, self.do)}

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {AGAIN: self.again}

    def ask_again_by(self, kind: str, asks: AsksAgain) -> None:
        """Let a kind of change be asked for again by the one who knows how."""
        self._again[kind] = asks

    def tell_of_saved(self, tells: Tells) -> None:
        """Let somebody know of each change that was done or proposed here, and by whom."""
        self._tells.append(tells)

    async def preview(
        self,
        somebody: Somebody,
        plan: Plan,
        again: tuple[str, str] | None = None,
        *,
        first: tuple[Line, ...] = (),
        label: str = "",
    ) -> None:
        """Show a change and wait for a word.

        `again`: who asks anew when it is to be another value, and that one's detail. `first`: what
        is told above. `label`: the words of the button, where it is not "Confirm".
        """
        before = self._desk.deeds.record(plan.agreement_id)
        try:
            after = plan.applied(before)
            self._desk.deeds.check(after, is_new=plan.based_on is None)
        except AgreementError as error:
            await self._desk.refuse(somebody, error)
            return
        words = somebody.words
        if not plan.changes:
            await self._desk.say(somebody, *first, words.line("upkeep.nothing-changes"))
            return
        warnings = self._warnings(before, after)
        planned = Planned(before, after, plan.changes, plan.deed, plan.reason, warnings)
        lines = planned_lines(planned, self._desk.view(somebody), self._desk.values(somebody))
        detail = json.dumps({"plan": plan_as_text(plan), "again": again}, ensure_ascii=False)
        key = await self._desk.hall.confirmations.keep(
            CHANGE, somebody.user.id, somebody.place.chat_id, detail
        )
        confirm, cancel = confirm_buttons(words, key, label)
        change = Button(words.text("button.change"), Action(AGAIN, "", key))
        row = (confirm, change, cancel) if again else (confirm, cancel)
        told = (*first, *lines, EMPTY, words.line("upkeep.nothing-yet"))
        await self._desk.reply(somebody, Reply(told, (row,)))

    def _warnings(self, before: Agreement | None, after: Agreement) -> tuple[Problem, ...]:
        """Return what looks wrong with the record as it would be and did not before."""
        if after.removed:
            return ()
        today = self._desk.hall.desk.today()
        known = _problems(before, today) if before else {}
        return tuple(p for p in _problems(after, today) if p.is_warning and p not in known)

    async def do(self, tapped: Tapped, waiting: Confirmation) -> str:
        """Do what was confirmed."""
        kept = json.loads(waiting.detail)
        again = tuple(kept["again"]) if kept["again"] else None
        await self.finish(tapped, plan_in(kept["plan"]), again)
        return ""

    async def finish(
        self, somebody: Somebody, plan: Plan, again: tuple[str, str] | None = None
    ) -> None:
        """Do what was planned, or propose it where somebody else has to look first.

        Where the record was changed meanwhile, both values are told and the plan is shown anew.
        """
        record = self._desk.deeds.record(plan.agreement_id)
        if record is not None and not self._desk.may_change(somebody, record):
            await self._desk.say(somebody, somebody.words.line("access.tap"))
            return
        try:
            self._desk.deeds.check(plan.applied(record), is_new=plan.based_on is None)
            if self._proposes is not None and await self._proposes(somebody, plan):
                for tells in self._tells:
                    await tells(somebody.actor, plan)
                return
            saved = await self._desk.deeds.do(plan, somebody.actor)
        except AgreementError as error:
            await self._too_late(somebody, plan, error, again)
            return
        if saved.entry is None:
            await self._desk.say(somebody, somebody.words.line("upkeep.nothing-changes"))
            return
        for tells in self._tells:
            await tells(somebody.actor, plan)
        await self._desk.reply(somebody, outcome(saved.entry, somebody.words))

    async def _too_late(
        self,
        somebody: Somebody,
        plan: Plan,
        error: AgreementError,
        again: tuple[str, str] | None,
    ) -> None:
        """Tell that somebody else came first, and show the change as it would be now."""
        current = self._desk.deeds.record(plan.agreement_id)
        is_late = current is not None and plan.based_on not in (None, current.revision)
        if current is None or not is_late or plan.takes_back:
            await self._desk.refuse(somebody, error)
            return
        lines = tuple(stale_lines(error, self._desk.values(somebody)))
        told = (*lines, EMPTY, somebody.words.line("upkeep.stale-again"))
        await self.preview(somebody, plan.rebased(current), again, first=told)

    async def again(self, tapped: Tapped) -> str:
        """Ask for another value instead of the one shown."""
        waiting = self._desk.hall.confirmations.get(tapped.action.detail)
        if waiting is None:
            return tapped.words.text("confirm.gone")
        if (waiting.user_id, waiting.chat_id) != (tapped.user.id, tapped.message.chat.id):
            return tapped.words.text("access.tap")
        if tapped.viewer.role < Role.EDITOR:
            return tapped.words.text("access.tap")
        again = json.loads(waiting.detail)["again"]
        if await self._desk.hall.confirmations.take(waiting.key) is None or not again:
            return tapped.words.text("confirm.gone")
        kind, detail = again
        await self._again[kind](tapped, detail)
        return ""


def _problems(agreement: Agreement, today: date) -> dict[Problem, None]:
    """Return everything that looks wrong with a record, each once."""
    return dict.fromkeys((*problems_within(agreement), *problems_on(agreement, today)))
