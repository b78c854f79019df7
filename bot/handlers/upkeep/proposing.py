"""Two pairs of eyes: a change is proposed, somebody else approves, rejects or asks about it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

from telegram.error import TelegramError

from bot.agreements.errors import AgreementError
from bot.agreements.text import Language
from bot.handlers.asked import Asked
from bot.handlers.places import Place
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.people.roles import Role, Viewer
from bot.people.second_pair import SecondPair
from bot.replies.attachments import file_buttons
from bot.replies.lines import EMPTY, Action, Button, Line, Reply
from bot.replies.upkeep import Planned, outcome, planned_lines, stale_lines
from bot.replies.values import ValueWords
from bot.replies.words import Words, words_in
from bot.upkeep.plans import Plan
from bot.upkeep.proposals import Proposal, Proposals

_log = logging.getLogger(__name__)
PROPOSAL = "proposal"
ASK, ANSWER, REJECT = "proposal-ask", "proposal-answer", "proposal-reject"
#: What a button says that rejects without a reason.
PLAIN = "plain"
#: So much of a reason is told (characters).
LONGEST_REASON = 500


class Proposing:
    """Holds changes back until somebody else has looked at them, where that is wanted."""

    def __init__(self, desk: UpkeepDesk, second_pair: SecondPair) -> None:
        self._desk = desk
        self._hall = desk.hall
        self._second_pair = second_pair
        self._proposals = Proposals(desk.hall.desk.store, desk.hall.desk.clock)

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here; none where no change waits for anybody."""
        if self._second_pair is SecondPair.OFF:
            return ()
        return (Command("proposals", self.proposals, Role.EDITOR, in_groups=False),)

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {PROPOSAL: self.tapped}

    @property
    def prompts(self) -> Mapping[str, AnswersPrompt]:
        """The questions whose answers are taken here."""
        return {ASK: self.asked_about, ANSWER: self.answered, REJECT: self.reasoned}

    # -- proposing ------------------------------------------------------------------------------

    async def proposes(self, somebody: Somebody, plan: Plan) -> bool:
        """Let a change wait for somebody else; returns whether it does."""
        if not self._second_pair.is_needed_for(somebody.viewer.role):
            return False
        record = self._desk.deeds.record(plan.agreement_id)
        if record is not None and record.revision != plan.based_on:
            # It came too late, which is told where changes are done.
            return False
        deciders = self._hall.desk.access.administrators - {somebody.user.id}
        if not deciders:
            await self._desk.say(somebody, somebody.words.line("proposal.nobody"))
            return True
        proposal = await self._proposals.keep(plan, somebody.actor, somebody.language)
        told = [await self._show(one, proposal) for one in sorted(deciders)]
        key = "proposal.made" if any(told) else "proposal.made-untold"
        await self._desk.say(somebody, somebody.words.line(key))
        return True

    async def _show(self, user_id: int, proposal: Proposal, first: tuple[Line, ...] = ()) -> bool:
        """Show a proposal to somebody who may decide on it."""
        words = words_in(self._hall.languages.of(user_id, None))
        viewer = self._hall.desk.access.viewer(user_id, user_id)
        lines = (*first, *self._lines(proposal, viewer, words))
        buttons = (_buttons(proposal, words), *self._files(proposal))
        return await self._send(user_id, Reply(lines, buttons))

    def _files(self, proposal: Proposal) -> tuple[tuple[Button, ...], ...]:
        """Return the buttons that fetch the files it would attach: to be read before deciding."""
        record = self._desk.deeds.record(proposal.plan.agreement_id)
        known = record.evidence if record else ()
        new = (i for i in proposal.plan.applied(record).evidence if i not in known)
        return file_buttons(proposal.plan.agreement_id, new)

    def _lines(self, proposal: Proposal, viewer: Viewer, words: Words) -> Iterator[Line]:
        yield words.line("proposal.by", name=proposal.actor.name)
        record = self._desk.deeds.record(proposal.plan.agreement_id)
        plan = proposal.plan
        values = self._values(words.language)
        view = self._hall.desk.register.view(self._hall.desk.today(), viewer.may_see)
        after = plan.applied(record)
        planned = Planned(record, after, plan.changes, plan.deed, plan.reason)
        yield from planned_lines(planned, view, values)

    def _values(self, language: Language) -> ValueWords:
        return ValueWords(words_in(language), self._hall.desk.register.holdings.vocabulary)

    async def _send(self, user_id: int, reply: Reply) -> bool:
        """Write to somebody in private; returns whether it could be done."""
        try:
            await self._hall.sender.send(Place(user_id), reply)
        except TelegramError as error:
            _log.warning("%d was not told of a proposal: %s", user_id, type(error).__name__)
            return False
        return True

    async def proposals(self, asked: Asked) -> None:
        """Show what waits: all of it to administrators, to editors their own."""
        decides = asked.viewer.role is Role.ADMINISTRATOR
        waiting = [p for p in self._proposals.all() if decides or p.actor.user_id == asked.user.id]
        if not waiting:
            await self._desk.say(asked, asked.words.line("proposal.none"))
        for proposal in waiting:
            is_own = proposal.actor.user_id == asked.user.id
            lines = tuple(self._lines(proposal, asked.viewer, asked.words))
            offered = _own_buttons if is_own else _buttons
            buttons = offered(proposal, asked.words)
            await self._desk.reply(asked, Reply(lines, (buttons, *self._files(proposal))))

    # -- deciding -------------------------------------------------------------------------------

    async def tapped(self, tapped: Tapped) -> str:
        """Approve, reject, ask, answer or withdraw, whoever may."""
        verb, _, key = tapped.action.detail.partition(".")
        proposal = self._proposals.get(key)
        if not tapped.viewer.in_private or tapped.viewer.role < Role.EDITOR:
            return tapped.words.text("access.tap")
        if proposal is None:
            return tapped.words.text("proposal.gone")
        is_own = proposal.actor.user_id == tapped.user.id
        if verb in ("answer", "withdraw"):
            return await self._by_proposer(tapped, proposal, verb) if is_own else _not_for(tapped)
        if is_own:
            return tapped.words.text("proposal.own")
        if tapped.viewer.role < Role.ADMINISTRATOR:
            return _not_for(tapped)
        if verb == "approve":
            return await self._approve(tapped, key)
        if verb == "reject":
            question = Reply(
                (tapped.words.line("proposal.why"),), (_plain_rejection(proposal, tapped.words),)
            )
            await self._desk.ask(tapped, question, REJECT, key)
            return ""
        if verb == PLAIN:
            await self._desk.stop_asking(tapped)
            gone = await self._reject(tapped, key)
            return tapped.words.text(gone) if gone else ""
        question = Reply((tapped.words.line("proposal.what-to-ask"),))
        await self._desk.ask(tapped, question, ASK, key)
        return ""

    async def _approve(self, tapped: Tapped, key: str) -> str:
        proposal = await self._proposals.take(key)
        if proposal is None:
            return tapped.words.text("proposal.gone")
        plan = proposal.plan
        record = self._desk.deeds.record(plan.agreement_id)
        try:
            self._desk.deeds.check(plan.applied(record), is_new=plan.based_on is None)
            saved = await self._desk.deeds.do(plan, proposal.actor, tapped.actor)
        except AgreementError as error:
            await self._late(tapped, proposal, error)
            return ""
        if saved.entry is not None:
            reply = outcome(saved.entry, tapped.words)
            told = tapped.words.line("proposal.approved-by-you", name=proposal.actor.name)
            await self._desk.reply(tapped, Reply((told, *reply.lines), reply.buttons))
        await self._tell(proposal, "proposal.approved", tapped)
        return ""

    async def _late(self, tapped: Tapped, proposal: Proposal, error: AgreementError) -> None:
        """Tell that the record was changed meanwhile; the proposal waits on, as it would be now."""
        current = self._desk.deeds.record(proposal.plan.agreement_id)
        is_late = current is not None and proposal.plan.based_on not in (None, current.revision)
        if current is None or not is_late:
            await self._desk.refuse(tapped, error)
            await self._proposals.put_back(proposal, proposal.plan)
            return
        lines = tuple(stale_lines(error, self._desk.values(tapped)))
        waiting = await self._proposals.put_back(proposal, proposal.plan.rebased(current))
        told = (*lines, EMPTY, tapped.words.line("proposal.late"), EMPTY)
        await self._show(tapped.user.id, waiting, told)

    async def reasoned(self, asked: Asked, prompt: Prompt) -> None:
        """Reject with the reason that was asked for."""
        reason = " ".join(asked.text.split())[:LONGEST_REASON]
        if not reason:
            await self._desk.say(asked, asked.words.line("proposal.why"))
            return
        await self._desk.stop_asking(asked)
        may_decide = asked.viewer.role is Role.ADMINISTRATOR
        gone = await self._reject(asked, prompt.detail, reason) if may_decide else "access.tap"
        if gone:
            await self._desk.say(asked, asked.words.line(gone))

    async def _reject(self, somebody: Somebody, key: str, reason: str = "") -> str:
        """Reject a proposal and tell its editor; returns the key of why it cannot be done."""
        proposal = await self._proposals.take(key)
        if proposal is None:
            return "proposal.gone"
        told = somebody.words.line("proposal.rejected-by-you", name=proposal.actor.name)
        await self._desk.say(somebody, told)
        await self._tell(proposal, "proposal.rejected", somebody, reason)
        return ""

    async def _tell(
        self, proposal: Proposal, key: str, somebody: Somebody, reason: str = ""
    ) -> None:
        """Tell who proposed a change what came of it, and why."""
        words = words_in(proposal.language)
        name, code = somebody.user.full_name, proposal.plan.agreement_id
        told = [words.line(key, name=name, id=code)]
        if reason:
            told.append(words.line("upkeep.reason", reason=reason))
        await self._send(proposal.actor.user_id, Reply(tuple(told)))

    # -- asking and answering -------------------------------------------------------------------

    async def asked_about(self, asked: Asked, prompt: Prompt) -> None:
        """Carry an administrator's question to who proposed the change."""
        await self._desk.stop_asking(asked)
        proposal = self._proposals.get(prompt.detail)
        if proposal is None or asked.viewer.role < Role.ADMINISTRATOR:
            await self._desk.say(asked, asked.words.line("proposal.gone"))
            return
        words = words_in(proposal.language)
        code = proposal.plan.agreement_id
        told = words.line("proposal.asks", name=asked.user.full_name, id=code, text=asked.text)
        reply = Reply((told,), (_own_buttons(proposal, words),))
        sent = await self._send(proposal.actor.user_id, reply)
        await self._desk.say(
            asked, asked.words.line("proposal.sent" if sent else "proposal.unsent")
        )

    async def _by_proposer(self, tapped: Tapped, proposal: Proposal, verb: str) -> str:
        if verb == "answer":
            question = Reply((tapped.words.line("proposal.what-to-answer"),))
            await self._desk.ask(tapped, question, ANSWER, proposal.key)
            return ""
        if await self._proposals.take(proposal.key) is None:
            return tapped.words.text("proposal.gone")
        await self._desk.say(tapped, tapped.words.line("proposal.withdrawn"))
        return ""

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Carry the answer to the administrators, with the proposal and its buttons."""
        await self._desk.stop_asking(asked)
        proposal = self._proposals.get(prompt.detail)
        if proposal is None or proposal.actor.user_id != asked.user.id:
            await self._desk.say(asked, asked.words.line("proposal.gone"))
            return
        told = False
        for one in sorted(self._hall.desk.access.administrators - {asked.user.id}):
            words = words_in(self._hall.languages.of(one, None))
            name = asked.user.full_name
            line = words.line("proposal.answers", name=name, text=asked.text)
            told = await self._show(one, proposal, (line, EMPTY)) or told
        await self._desk.say(
            asked, asked.words.line("proposal.sent" if told else "proposal.unsent")
        )


def _not_for(tapped: Tapped) -> str:
    return tapped.words.text("access.tap")


def _buttons(proposal: Proposal, words: Words) -> tuple[Button, ...]:
    """Return [Approve] [Reject] [Ask]."""
    return tuple(
        Button(words.text(f"button.proposal-{verb}"), _action(verb, proposal))
        for verb in ("approve", "reject", "ask")
    )


def _plain_rejection(proposal: Proposal, words: Words) -> tuple[Button, ...]:
    """Return [Without a reason]."""
    return (Button(words.text("button.proposal-plain"), _action(PLAIN, proposal)),)


def _own_buttons(proposal: Proposal, words: Words) -> tuple[Button, ...]:
    """Return [Answer] [Withdraw]."""
    return tuple(
        Button(words.text(f"button.proposal-{verb}"), _action(verb, proposal))
        for verb in ("answer", "withdraw")
    )


def _action(verb: str, proposal: Proposal) -> Action:
    return Action(PROPOSAL, "", f"{verb}.{proposal.key}")
