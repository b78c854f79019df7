"""Two pairs of eyes: something is proposed, somebody else approves, rejects or asks about it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from telegram.error import TelegramError

from bot.handlers.asked import Asked
from bot.handlers.places import Place
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.proposed import ProposedChange, ProposedKind
from bot.people.roles import Role, Viewer
from bot.people.second_pair import SecondPair
from bot.replies.lines import EMPTY, Action, Button, Line, Reply
from bot.replies.words import Words, words_in
from bot.upkeep.plans import Plan, plan_as_text
from bot.upkeep.proposals import CHANGE, Proposal, ProposalGoneError, Proposals

_log = logging.getLogger(__name__)
PROPOSAL = "proposal"
ASK, ANSWER, REJECT = "proposal-ask", "proposal-answer", "proposal-reject"
#: What a button says that rejects without a reason.
PLAIN = "plain"
#: So much of a reason is told (characters).
LONGEST_REASON = 500


class Proposing:
    """Holds back what is done until somebody else has looked at it, where that is wanted."""

    def __init__(self, desk: UpkeepDesk, second_pair: SecondPair) -> None:
        self._desk = desk
        self._hall = desk.hall
        self._second_pair = second_pair
        self._proposals = Proposals(desk.hall.desk.store, desk.hall.desk.clock)
        self._kinds: dict[str, ProposedKind] = {}
        self.knows(ProposedChange(desk))

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

    def knows(self, kind: ProposedKind) -> None:
        """Let one more kind of thing be proposed."""
        self._kinds[kind.name] = kind

    def is_needed_for(self, somebody: Somebody) -> bool:
        """Return whether what somebody does waits for somebody else."""
        return self._second_pair.is_needed_for(somebody.viewer.role)

    async def proposes(self, somebody: Somebody, plan: Plan) -> bool:
        """Let a change wait for somebody else; returns whether it does."""
        if not self.is_needed_for(somebody):
            return False
        record = self._desk.deeds.record(plan.agreement_id)
        if record is not None and record.revision != plan.based_on:
            # It came too late, which is told where changes are done.
            return False
        await self._desk.say(
            somebody, await self.propose(somebody, CHANGE, plan.agreement_id, plan_as_text(plan))
        )
        return True

    async def propose(self, somebody: Somebody, kind: str, about: str, detail: str) -> Line:
        """Let something wait and show it to all who may decide; returns what to tell of it."""
        deciders = self._hall.desk.access.administrators - {somebody.user.id}
        if not deciders:
            return somebody.words.line("proposal.nobody")
        language = somebody.language
        proposal = await self._proposals.keep(kind, about, detail, somebody.actor, language)
        told = [await self._show(one, proposal) for one in sorted(deciders)]
        return somebody.words.line("proposal.made" if any(told) else "proposal.made-untold")

    async def _show(self, user_id: int, proposal: Proposal, first: tuple[Line, ...] = ()) -> bool:
        """Show a proposal to somebody who may decide on it."""
        words = words_in(self._hall.languages.of(user_id, None))
        viewer = self._hall.desk.access.viewer(user_id, user_id)
        return await self._send(user_id, self._shown(proposal, viewer, words, first=first))

    def _shown(
        self, proposal: Proposal, viewer: Viewer, words: Words, *, first: tuple[Line, ...] = ()
    ) -> Reply:
        """Return what is proposed, with the buttons of whoever sees it."""
        kind = self._kinds[proposal.kind]
        by = words.line("proposal.by", name=proposal.actor.name)
        is_own = proposal.actor.user_id == viewer.user_id
        buttons = (_own_buttons if is_own else _buttons)(proposal, words)
        lines = (*first, by, *kind.lines(proposal, viewer, words))
        return Reply(lines, (buttons, *kind.more_buttons(proposal, words)))

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
            await self._desk.reply(asked, self._shown(proposal, asked.viewer, asked.words))

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
        proposal = self._proposals.get(key)
        if proposal is None:
            return tapped.words.text("proposal.gone")
        also = self._proposals.decided(key)
        try:
            decided = await self._kinds[proposal.kind].approve(tapped, proposal, also)
        except ProposalGoneError:
            return tapped.words.text("proposal.gone")
        if decided.waits is None:
            # Where there was nothing to do, nothing was written either.
            await self._proposals.take(key)
            await self._tell(proposal, "proposal.approved", tapped, more=decided.more)
            return ""
        waiting = await self._proposals.renew(proposal, decided.waits)
        if waiting is None:
            return tapped.words.text("proposal.gone")
        if decided.first:
            late = tapped.words.line("proposal.late")
            await self._show(tapped.user.id, waiting, (*decided.first, late, EMPTY))
        return ""

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
        await self._tell(proposal, "proposal.rejected", somebody, reason=reason)
        return ""

    async def _tell(
        self, proposal: Proposal, key: str, somebody: Somebody, *, reason: str = "", more: str = ""
    ) -> None:
        """Tell who proposed something what came of it, and why."""
        words = words_in(proposal.language)
        told = [words.line(key, name=somebody.user.full_name, **_called(proposal, words))]
        if reason:
            told.append(words.line("upkeep.reason", reason=reason))
        if more:
            told.append(words.line(more))
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
        told = words.line(
            "proposal.asks",
            name=asked.user.full_name,
            text=asked.text,
            **_called(proposal, words),
        )
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


def _called(proposal: Proposal, words: Words) -> dict[str, str]:
    """Return what a proposal is called: its kind, and the code or name of what it is about."""
    return {"what": words.text(f"proposal.what-{proposal.kind}"), "about": proposal.about}


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
