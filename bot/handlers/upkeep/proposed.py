"""What can be proposed: who shows a kind of proposal and does it; the change of a record is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.agreements.errors import AgreementError
from bot.handlers.tapped import Tapped
from bot.handlers.upkeep.desk import UpkeepDesk
from bot.people.roles import Viewer
from bot.register import Also
from bot.replies.attachments import file_buttons
from bot.replies.lines import EMPTY, Button, Line, Reply
from bot.replies.upkeep import Planned, outcome, planned_lines, stale_lines
from bot.replies.values import ValueWords
from bot.replies.words import Words
from bot.upkeep.plans import plan_as_text, plan_in
from bot.upkeep.proposals import CHANGE, Proposal

#: Rows of buttons.
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of an approval.

    `waits`: the detail with which it waits on, where it could not be done; None where it is over.
    `first`: what is told above where it is shown anew; without that it is not. `more`: the key of
    what its proposer is told beside the approval.
    """

    waits: str | None = None
    first: tuple[Line, ...] = ()
    more: str = ""


class ProposedKind(Protocol):
    """Shows a kind of proposal, and does it on somebody else's word."""

    @property
    def name(self) -> str:
        """The kind's name, in proposals and in the key of what it is called."""

    def lines(self, proposal: Proposal, viewer: Viewer, words: Words) -> Iterator[Line]:
        """Yield what it would do, under who proposed it."""

    def more_buttons(self, proposal: Proposal, words: Words) -> Rows:
        """Return what there is to read before deciding."""

    async def approve(self, tapped: Tapped, proposal: Proposal, also: Also) -> Decided:
        """Do it, and `also` this in the same write, and tell whoever tapped.

        `also` lets the proposal wait no more; it raises ProposalGoneError where it does not.
        """


class ProposedChange:
    """The change of one record."""

    name = CHANGE

    def __init__(self, desk: UpkeepDesk) -> None:
        self._desk = desk

    def lines(self, proposal: Proposal, viewer: Viewer, words: Words) -> Iterator[Line]:
        """Yield the fields it would change, before and after."""
        plan = plan_in(proposal.detail)
        record = self._desk.deeds.record(plan.agreement_id)
        register = self._desk.hall.desk.register
        view = register.view(self._desk.hall.desk.today(), viewer.may_see)
        after = plan.applied(record)
        planned = Planned(record, after, plan.changes, plan.deed, plan.reason)
        yield from planned_lines(planned, view, ValueWords(words, register.holdings.vocabulary))

    def more_buttons(self, proposal: Proposal, words: Words) -> Rows:
        """Return the buttons that fetch the files it would attach."""
        plan = plan_in(proposal.detail)
        record = self._desk.deeds.record(plan.agreement_id)
        known = record.evidence if record else ()
        new = (item for item in plan.applied(record).evidence if item not in known)
        return file_buttons(plan.agreement_id, new)

    async def approve(self, tapped: Tapped, proposal: Proposal, also: Also) -> Decided:
        """Do the change; where the record was changed meanwhile, both values are told."""
        plan = plan_in(proposal.detail)
        record = self._desk.deeds.record(plan.agreement_id)
        try:
            self._desk.deeds.check(plan.applied(record), is_new=plan.based_on is None)
            saved = await self._desk.deeds.do(plan, proposal.actor, tapped.actor, also)
        except AgreementError as error:
            return await self._late(tapped, proposal, error)
        if saved.entry is not None:
            reply = outcome(saved.entry, tapped.words)
            told = tapped.words.line("proposal.approved-by-you", name=proposal.actor.name)
            await self._desk.reply(tapped, Reply((told, *reply.lines), reply.buttons))
        return Decided()

    async def _late(self, tapped: Tapped, proposal: Proposal, error: AgreementError) -> Decided:
        plan = plan_in(proposal.detail)
        current = self._desk.deeds.record(plan.agreement_id)
        is_late = current is not None and plan.based_on not in (None, current.revision)
        if current is None or not is_late:
            await self._desk.refuse(tapped, error)
            return Decided(waits=proposal.detail)
        lines = tuple(stale_lines(error, self._desk.values(tapped)))
        return Decided(plan_as_text(plan.rebased(current)), (*lines, EMPTY))
