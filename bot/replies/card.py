"""The card of one agreement: what it is, between whom, about what, its dates, status and source."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.status import ENDED, Status
from bot.agreements.text import Language
from bot.replies.areas import areas_about
from bot.replies.dates import (
    distance_text,
    months_text,
    partial_text,
    short_day,
)
from bot.replies.ends import rests_on_setting, short_end
from bot.replies.lines import Action, Button, Line, Span, Style, bold, code, joined, line
from bot.replies.naming import is_adopted, kind_text, party_text
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.question import Ask

#: So many scope areas stand on a card; the rest opens with a button.
AREAS_ON_CARD = 3


class Card:
    """Writes cards in one language on one day; `inside`: with the notes, for the office alone."""

    def __init__(self, view: DayView, words: Words, *, inside: bool = False) -> None:
        self._view = view
        self._words = words
        self._inside = inside

    def lines(
        self,
        agreement: Agreement,
        told: frozenset[Ask] = frozenset(),
        areas: frozenset[str] = frozenset(),
        *,
        areas_told: bool = False,
    ) -> list[Line]:
        """Return the card.

        What was `told` above it already is left out; with a field told it is short, without the
        full titles. Scope areas that were asked about (`areas`, ids) stand first; with
        `areas_told` all of them stand above already.
        """
        return list(self._lines(agreement, told, None if areas_told else areas))

    def _lines(
        self, agreement: Agreement, told: frozenset[Ask], areas: frozenset[str] | None
    ) -> Iterator[Line]:
        words = self._words
        yield line(bold(agreement.name.in_language(words.language)), " · ", code(agreement.id))
        if not told and agreement.short_title:
            for wording in reversed_for(agreement.title.wordings, words.language):
                yield line(Span(wording, Style.ITALIC))
        yield self._kind_line(agreement)
        if told.isdisjoint((Ask.PARTIES, Ask.SIGNATORIES)):
            yield self._parties(agreement)
        if Ask.SCOPE_AREAS not in told and agreement.scope_areas and areas is not None:
            yield self._areas(agreement, areas)
        dates = self._dates(agreement, told)
        if dates.spans:
            yield dates
        yield from self._chain(agreement, told)
        if self._inside and agreement.notes and not told:
            yield words.line("card.note", note=agreement.notes.in_language(words.language))
        if Ask.SOURCE not in told:
            yield self._source(agreement)
        if agreement.attachments and not told:
            yield words.line("attachment.on-card", count=len(agreement.attachments))

    def _kind_line(self, agreement: Agreement) -> Line:
        kind = kind_text(agreement, self._view.holdings.vocabulary)
        parts = [kind.in_language(self._words.language)]
        if not agreement.is_talks:
            status = self._view.facts(agreement).status
            parts.append(self._words.text(f"status.{status}"))
        if agreement.binding is not None:
            key = "card.binding" if agreement.binding else "card.not-binding"
            parts.append(self._words.text(key))
        return line(" · ".join(parts))

    def _parties(self, agreement: Agreement) -> Line:
        names = [party_text(party, self._words.language) for party in agreement.parties]
        return line(" · ".join(names) or self._words.text("parties.not-recorded"))

    def _areas(self, agreement: Agreement, asked: frozenset[str]) -> Line:
        language = self._words.language
        areas = [area.in_language(language) for area in agreement.scope_areas]
        if asked:
            said = areas_about(agreement, asked, self._view, language)
            areas = [*said, *(area for area in areas if area not in said)]
        shown = "; ".join(areas[:AREAS_ON_CARD])
        more = len(areas) - AREAS_ON_CARD
        if more > 0:
            shown += self._words.text("card.more", count=more)
        return self._words.line("card.scope", areas=shown)

    def _dates(self, agreement: Agreement, told: frozenset[Ask]) -> Line:
        words = self._words
        parts: list[Line] = []
        for name, when in (
            ("approved", agreement.approved),
            ("signed", agreement.signed),
            ("in_force", agreement.in_force),
        ):
            if when:
                adopted = name == "signed" and is_adopted(agreement)
                key = "card.adopted" if adopted else f"card.{name}"
                parts.append(words.line(key, date=partial_text(when, words)))
            elif name == "signed" and not agreement.is_talks:
                undated = agreement.is_told_signed
                parts.append(words.line("card.signed-undated" if undated else "card.not-signed"))
        if not agreement.is_talks:
            parts.append(line(self._end(agreement)))
        facts = self._view.facts(agreement)
        if facts.deadlines.decide_by and facts.status not in ENDED and Ask.DECIDE_BY not in told:
            decide_by = facts.deadlines.decide_by
            key = (
                "card.decide-by" if decide_by.earliest >= self._view.today else "card.decide-passed"
            )
            days = facts.deadlines.approval_days
            setting = words.text("card.setting", count=days) if rests_on_setting(agreement) else ""
            deciding = words.line(key, date=short_day(decide_by.earliest, words))
            parts.append(line(deciding, setting))
        return joined(parts, " · ")

    def _end(self, agreement: Agreement) -> str:
        words, facts = self._words, self._view.facts(agreement)
        text = short_end(agreement, self._view, words)
        end = facts.end
        if end and end.is_exact and facts.status is not Status.TERMINATED:
            text += f" ({distance_text(end.earliest, self._view.today, words)})"
        if agreement.term.months and not agreement.is_talks:
            text += words.text("card.term", term=months_text(agreement.term.months, words))
        return text

    def _chain(self, agreement: Agreement, told: frozenset[Ask]) -> Iterator[Line]:
        facts = self._view.facts(agreement)
        links = (
            ("replaced.by", facts.replaced_by, Ask.REPLACED_BY),
            ("replaced.amended-by", facts.amended_by, Ask.REPLACED_BY),
            ("replaced.replaces", agreement.supersedes, Ask.SUPERSEDES),
            ("replaced.amends", agreement.amends, Ask.SUPERSEDES),
        )
        for key, ids, ask in links:
            if ids and ask not in told:
                shown = (code(agreement_id) for agreement_id in ids)
                yield joined([self._words.line(key), *map(line, shown)])
        for step in self._view.steps(self._view.chain(agreement)):
            if step.after == agreement.id and step.gap_days and step.gap_days > 1:
                yield self._words.line("chain.gap-before", count=step.gap_days, id=step.before)

    def _source(self, agreement: Agreement) -> Line:
        words = self._words
        first = next((item for item in agreement.evidence if item.source), None)
        if first is None:
            parts = [words.line("source.not-recorded")]
        else:
            name = first.locator.in_language(words.language) or first.source
            source = Span(name, link=first.source if first.is_address else "")
            parts = [line(words.line("card.source"), " ", source)]
        if agreement.verified:
            date = partial_text(agreement.verified.on, words)
            parts.append(words.line("card.verified", date=date))
        else:
            parts.append(words.line("card.not-verified"))
        return joined(parts, " · ")


def reversed_for(wordings: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the wordings with the reader's language first."""
    return wordings[::-1] if language == "th" else wordings


def calendar_button(agreement: Agreement, view: DayView, words: Words) -> list[Button]:
    """Return the button for a calendar file, where there is an end to come to be put into it."""
    facts = view.facts(agreement)
    if facts.end is None or facts.status in ENDED:
        return []
    return [Button(words.text("button.calendar"), Action("calendar", agreement.id))]
