"""What a button answers: a card, one field, a history, a page, an overview of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.replies.answers import reply_to
from bot.replies.help import help_lines
from bot.replies.lines import Action, Line, Reply, bold, line
from bot.replies.naming import flag, party_name
from bot.replies.words import Words, words_in
from bot.search.asking import everything
from bot.search.context import Context
from bot.search.day_view import DayView
from bot.search.decide import decide
from bot.search.holdings import Allowed
from bot.search.question import Ask, Mode, Question

#: So many countries stand in an overview.
COUNTRIES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tap shows, and the context it leaves."""

    reply: Reply
    context: Context | None


def reply_to_tap(
    action: Action,
    view: DayView,
    language: Language,
    context: Context | None,
    allowed: Allowed = everything,
    *,
    inside: bool = False,
) -> Tap:
    """Return what a button shows. What the asker may not see, or is gone, is nothing on record.

    Pages of a list are the front end's: it alone knows what was listed.
    """
    view = view.seen_by(allowed)
    if action.verb == "overview":
        return Tap(overview(view, language, everything), context)
    question = _question_for(action, language)
    answer = decide(question, view)
    return Tap(reply_to(answer, view, language, inside=inside), Context.after(answer, context))


def _question_for(action: Action, language: Language) -> Question:
    asks = tuple(Ask(action.detail) for _ in (1,) if action.detail in set(Ask))
    question = Question(action.agreement_id, language, asks=asks, codes=(action.agreement_id,))
    if action.verb == "history":
        return replace(question, mode=Mode.HISTORY)
    return question


def overview(view: DayView, language: Language, allowed: Allowed) -> Reply:
    """Return what the register holds, and how to ask about it."""
    words = words_in(language)
    view = view.seen_by(allowed)
    seen = list(view.holdings)
    return Reply((*_overview_lines(seen, view, words), *help_lines(words, len(seen))))


def _overview_lines(seen: list[Agreement], view: DayView, words: Words) -> Iterator[Line]:
    vocabulary = view.holdings.vocabulary
    statuses = Counter(view.facts(agreement).status for agreement in seen)
    yield words.line("overview.total", count=len(seen))
    for status, number in statuses.most_common():
        yield line("• ", words.text(f"status.{status}"), ": ", bold(str(number)))
    countries = Counter(
        country
        for agreement in seen
        for country in agreement.countries
        if country != vocabulary.own_country
    )
    shown = [
        f"{flag(country)} {party_name(country, vocabulary, words.language)} {number}"
        for country, number in countries.most_common(COUNTRIES_SHOWN)
    ]
    if shown:
        yield words.line("overview.countries", countries=" · ".join(shown))
