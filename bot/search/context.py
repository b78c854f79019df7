"""What a conversation is about after an answer: what was told, what is in focus."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.search.answer import Absent, Answer, AnswerKind
from bot.search.question import Ask, Question, Slot

#: So many of the agreements told are remembered, for "the second one" and "which of them".
MOST_REMEMBERED = 200
#: So many agreements that were in focus are remembered, for "these two".
MOST_RECENT = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation is about: the question as resolved, what was told, what is in focus.

    `offered`: what was numbered in the reply, the nearest too; only a number picks one of these.
    `recent`: what was in focus, the latest first. `partners`: whom the text in focus is with, where
    it was asked for by code or name, so that "no, the postal one" stays with the same country.
    `named`: the one text told as what the text in focus replaced, or was replaced by.
    """

    question: Question
    told: tuple[str, ...] = ()
    focus: str | None = None
    offered: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    partners: tuple[Slot, ...] = ()
    named: str | None = None

    @classmethod
    def after(cls, answer: Answer, before: Context | None = None) -> Context | None:
        """Return the context an answer leaves; chat and what was not understood leave the old."""
        if answer.also is not None:
            first = cls.after(replace(answer, also=None), before)
            second = cls.after(answer.also, first)
            # What was numbered stands in the first answer, where the second has no list.
            is_list = len(answer.also.ids) > 1 and answer.also.focus is None
            if first is None or second is None or is_list:
                return second
            return replace(second, offered=first.offered)
        not_understood = any(reason is Absent.NOT_UNDERSTOOD for reason, _ in answer.absent)
        if answer.kind is AnswerKind.HELP or (before and not_understood):
            return before
        told = answer.ids[:MOST_REMEMBERED]
        offered = told or tuple(match.id for match in answer.nearest)
        if before and answer.follows and answer.question.link.ordinal:
            offered = before.offered  # one of these was picked; another may be picked next
        focus = answer.focus
        if not told and before and answer.follows:
            told, focus = before.told, before.focus
        recent = before.recent if before else ()
        if focus:
            recent = (focus, *(i for i in recent if i != focus))[:MOST_RECENT]
        partners, named = _partners(answer, focus), _named_beside(answer)
        return cls(answer.question, told, focus, offered, recent, partners, named)


def _partners(answer: Answer, focus: str | None) -> tuple[Slot, ...]:
    by_name = answer.question.codes or answer.question.names
    if answer.view is None or focus is None or not by_name:
        return ()
    agreement = answer.view.holdings.get(focus)
    own = answer.view.holdings.vocabulary.own_country
    directory = answer.view.holdings.vocabulary.directory
    ids = [i for party in agreement.parties for i in directory.ids_of(party)] if agreement else []
    companies = [k for i in ids if (k := directory.get(i)) and k.type == "company"]
    if foreign := [company for company in companies if company.country != own]:
        # A company stays that company: "the cloud one" is not any text with its country.
        names = ", ".join(company.name.en for company in foreign)
        return (Slot(tuple(company.id for company in foreign), names, any_of=True),)
    countries = tuple(c for c in agreement.countries if c != own) if agreement else ()
    return (Slot(countries, ", ".join(countries), any_of=True),) if countries else ()


def _named_beside(answer: Answer) -> str | None:
    """Return the one text before or after the one in focus that an answer told of, or None."""
    agreement = answer.view.holdings.get(answer.focus) if answer.view and answer.focus else None
    if answer.view is None or agreement is None:
        return None
    asks = answer.question.asks
    facts = answer.view.facts(agreement)
    before = (*agreement.supersedes, *agreement.amends) if Ask.SUPERSEDES in asks else ()
    after = (*facts.replaced_by, *facts.amended_by) if Ask.REPLACED_BY in asks else ()
    others = [i for i in dict.fromkeys((*before, *after)) if answer.view.holdings.get(i)]
    return others[0] if len(others) == 1 else None
