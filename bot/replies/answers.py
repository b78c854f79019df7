"""The reply to an answer: the asked-for thing first, then the card or the list, then next steps."""

from __future__ import annotations

from collections.abc import Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.replies.areas import areas_about
from bot.replies.attachments import attachments_button
from bot.replies.card import Card, calendar_button
from bot.replies.corrections import correction_lines
from bot.replies.fields import FieldAnswers
from bot.replies.filter_words import slot_text
from bot.replies.help import help_lines
from bot.replies.intervals import interval_line
from bot.replies.leaving import leaving_lines
from bot.replies.lines import EMPTY, Action, Button, Line, Reply, line
from bot.replies.listing import PAGE, Listing, untold_line
from bot.replies.naming import kind_text
from bot.replies.nothing import NEAREST_SHOWN, NothingOnRecord, kinds_asked
from bot.replies.sameness import sameness_lines
from bot.replies.signatures import is_open_end_asked, warning_lines
from bot.replies.sources import contradiction_lines
from bot.replies.words import Words, words_in
from bot.search.answer import Absent, Answer, AnswerKind
from bot.search.asked_fields import asked_of
from bot.search.cue import DATE_ASKS
from bot.search.day_view import DayView
from bot.search.filters import date_span
from bot.search.question import Ask, DateFilter, Mode, Order
from bot.search.traits import with_parties


def reply_to(
    answer: Answer,
    view: DayView,
    language: Language | None = None,
    *,
    page: int = 0,
    inside: bool = False,
) -> Reply:
    """Return the reply to an answer in its question's language, or in the one given.

    An answer that tells what its asker may see is written from that alone, not from `view`.
    `inside`: for the office's people, with contacts and notes; never for a group.
    """
    words = words_in(language or answer.question.language)
    return _AnswerReply(answer, answer.view or view, words, inside=inside).reply(page)


class _AnswerReply:
    """Writes the reply to one answer."""

    def __init__(self, answer: Answer, view: DayView, words: Words, *, inside: bool) -> None:
        self._answer = answer
        self._view = view
        self._words = words
        self._inside = inside
        self._fields = FieldAnswers(view, words, inside=inside)
        self._listing = Listing(view, words, self._fields)
        self._nothing = NothingOnRecord(answer, view, words, self._listing)
        self._found = self._agreements()

    def _agreements(self) -> list[Agreement]:
        found = map(self._view.holdings.get, self._answer.ids)
        return [agreement for agreement in found if agreement]

    def reply(self, page: int) -> Reply:
        lines = list(self._lines(page))
        also = self._answer.also
        if also is not None and page == 0:
            second = _AnswerReply(also, also.view or self._view, self._words, inside=self._inside)
            lines += [EMPTY, *second.reply(0).lines]
        return Reply(tuple(lines), tuple(self._buttons(page)))

    def _lines(self, page: int) -> Iterator[Line]:
        kind, question = self._answer.kind, self._answer.question
        if kind is not AnswerKind.NONE:
            yield from self._absent_codes()
        if kind is AnswerKind.HELP:
            yield from self._help()
        elif kind is AnswerKind.NONE:
            yield from self._corrections()
            yield from self._nothing.lines()
        elif kind is AnswerKind.CHOICE:
            yield from self._corrections()
            yield from self._nothing.beside_what_was_found()
            yield from self._listing.choice(self._answer, self._found)
        elif kind is AnswerKind.COUNT:
            yield from self._count()
        elif question.mode is Mode.COMPARE and len(self._found) > 1:
            yield from self._corrections()
            yield from self._nothing.beside_what_was_found()
            yield from sameness_lines(question.normal, self._found, self._view, self._words)
            yield from self._listing.comparison(self._answer, self._found)
        elif question.mode is Mode.HISTORY and len(self._found) > 1:
            yield from self._corrections()
            yield from self._nothing.beside_what_was_found()
            yield from self._listing.history(self._answer, self._found)
        elif kind is AnswerKind.LIST:
            yield from self._corrections()
            yield from self._nothing.beside_what_was_found()
            yield from self._listing.page(self._answer, self._found, page * PAGE)
        else:
            yield from self._one()

    def _absent_codes(self) -> Iterator[Line]:
        """Say which codes are not on record beside what was found."""
        codes = [value for reason, value in self._answer.absent if reason is Absent.CODE]
        if codes:
            yield self._words.line("none.code", code=", ".join(codes))

    def _count(self) -> Iterator[Line]:
        yield from self._corrections()
        yield from self._nothing.parties_without_any()
        yield from self._listing.count(self._answer, self._found)
        if self._is_of_other_kind() and self._nothing.worth_showing():
            yield from self._nothing.nearest()

    def _is_of_other_kind(self) -> bool:
        return any(reason is Absent.KIND for reason, _ in self._answer.absent)

    # -- one ------------------------------------------------------------------------------------

    def _one(self) -> Iterator[Line]:
        agreement = self._found[0]
        asks = self._answer.question.asks
        if "kind" in self._answer.widened and not agreement.is_talks:
            kind = kinds_asked(self._answer, self._view, self._words)
            other = kind_text(agreement, self._view.holdings.vocabulary)
            told = other.in_language(self._words.language)
            yield self._words.line("one.other-kind", kind=kind, other=told)
        yield from self._nothing.beside_what_was_found()
        # Two fields asked for at once may tell the same, the end of a text for one: once is enough.
        yield from dict.fromkeys(self._facts(agreement))
        yield from self._corrections()
        yield EMPTY
        areas = frozenset(i for slot in self._answer.question.areas for i in slot.ids)
        card = Card(self._view, self._words, inside=self._inside)
        # Of talks all areas were told at the top.
        yield from card.lines(agreement, frozenset(asks), areas, areas_told=agreement.is_talks)
        yield from self._also()

    def _facts(self, agreement: Agreement) -> Iterator[Line]:
        """Yield what was asked for, and before it what the asker must not overlook."""
        asks = asked_of(self._answer.question.asks, self._answer.question.normal)
        if agreement.is_talks:
            yield from self._only_talks(agreement)
        elif not is_open_end_asked(agreement, asks):
            yield from warning_lines(agreement, self._words)
        dated = self._dated_by()
        if dated:
            yield from self._verdict(agreement, dated)
            asks = tuple(dict.fromkeys((dated, *asks)))
        if Ask.GAP in asks and (between := interval_line(agreement, asks, self._words)):
            yield between
            asks = tuple(ask for ask in asks if ask is not Ask.GAP)
        yield from leaving_lines(agreement, self._answer.question.leaving, self._view, self._words)
        if Ask.SCOPE_AREAS in asks and (covered := self._covered(agreement)):
            yield covered
        for ask in asks:
            yield from self._fields.lines(ask, agreement)
        if is_open_end_asked(agreement, asks):
            yield from warning_lines(agreement, self._words)
        told = [ask for ask in asks if ask is not Ask.SOURCE]  # which tells it itself
        yield from contradiction_lines(agreement, told, self._words)
        if not asks and self._answer.question.order in (Order.NEWEST, Order.OLDEST):
            yield from self._fields.lines(Ask.SIGNED, agreement)
        if not asks and not agreement.is_talks:
            yield from self._fields.lines(Ask.SUMMARY, agreement)

    def _covered(self, agreement: Agreement) -> Line | None:
        """Say that it covers what was asked about, in its own words; None where it does not."""
        asked = frozenset(i for slot in self._answer.question.areas for i in slot.ids)
        said = areas_about(agreement, asked, self._view, self._words.language) if asked else []
        return self._words.line("scope.covers", areas="; ".join(said)) if said else None

    def _dated_by(self) -> Ask | None:
        """Return the date that a premise or a yes-or-no question is about, which is told first."""
        question = self._answer.question
        premised = "date" in self._answer.widened or question.is_yes_no
        asserted = [wanted for wanted in question.dates if not self._is_put(wanted)]
        fields = [wanted.field for wanted in asserted if wanted.field in DATE_ASKS]
        return Ask(fields[0]) if premised and fields else None

    def _is_put(self, wanted: DateFilter) -> bool:
        """Whether a date only names the text, or the day on which one asks: "Finland, today?"."""
        if wanted.naming:
            return True
        first, last = wanted.period.start, wanted.period.end
        if not wanted.guessed or first is None or first != last:
            return False
        return abs((first - self._view.today).days) <= 1

    def _verdict(self, agreement: Agreement, dated: Ask) -> Iterator[Line]:
        """Say yes or no to a date, as far as one is recorded, before telling it."""
        if "date" not in self._answer.widened:
            if agreement.id not in self._answer.possibly:
                yield self._words.line("one.yes")
        elif date_span(agreement, dated, self._view):
            key = "one.no" if self._answer.question.is_yes_no else "one.other-date"
            yield self._words.line(key)

    def _only_talks(self, agreement: Agreement) -> Iterator[Line]:
        """Say first that it is no agreement: what was not signed is none."""
        vocabulary = self._view.holdings.vocabulary
        own, country_of = vocabulary.own_country, vocabulary.directory.country_of
        slots = [
            slot
            for slot in self._answer.question.parties
            if not slot.excluded and {country_of(i) for i in slot.ids} != {own}
        ]
        held = with_parties(slots, self._view) or ()
        agreements = self._view.holdings.agreements
        if slots and all(agreements[i].is_talks for i in held):
            both = self._words.text("filter.and")
            names = both.join(slot_text(slot, vocabulary, self._words) for slot in slots)
            yield self._words.line("talks.no-agreement-with", party=names)
        else:
            yield self._words.line("talks.no-agreement")
        summary = agreement.summary.in_language(self._words.language)
        if summary:
            yield line(summary)
        if agreement.scope_areas and Ask.SCOPE_AREAS not in self._answer.question.asks:
            areas = "; ".join(a.in_language(self._words.language) for a in agreement.scope_areas)
            yield self._words.line("talks.about", areas=areas)

    def _also(self) -> Iterator[Line]:
        if self._answer.question.mode is Mode.LIST and self._answer.undetermined:
            yield EMPTY  # several were asked for, and one is all that is sure
            yield from untold_line(self._answer, self._words)
        others = self._found[1:]
        if not others or not self._answer.question.filters_something:
            return  # beside the oldest of all, all others are on record
        yield EMPTY
        yield self._words.line("one.also", count=len(others))
        for agreement in others[:NEAREST_SHOWN]:
            yield self._listing.row(agreement, "•")

    def _corrections(self) -> Iterator[Line]:
        yield from correction_lines(self._answer, self._view.holdings.vocabulary, self._words)

    def _help(self) -> Iterator[Line]:
        mode = self._answer.question.mode
        if mode is Mode.THANKS:
            yield self._words.line("help.thanks")
            return
        if mode is Mode.CHANGE:
            yield self._words.line("help.nothing-changed")
            yield self._words.line("help.who-changes")
            return
        if mode is Mode.MEANING:
            for kind in self._answer.question.kinds:
                yield self._words.line(f"meaning.of-{kind}")
            yield self._words.line("help.no-legal-advice")
            return
        if mode is Mode.GREETING:
            yield self._words.line("help.greeting")
        yield from help_lines(self._words, len(self._view.holdings))

    # -- buttons ----------------------------------------------------------------------------------

    def _buttons(self, page: int) -> Iterator[tuple[Button, ...]]:
        kind = self._answer.kind
        if kind is AnswerKind.ONE:
            yield from self._one_buttons(self._found[0])
        elif kind in (AnswerKind.CHOICE, AnswerKind.LIST, AnswerKind.COUNT):
            yield from self._row_buttons(page)
        elif kind is AnswerKind.NONE:
            nearest = self._nothing.worth_showing()
            if nearest and Absent.NOT_UNDERSTOOD not in {r for r, _ in self._answer.absent}:
                yield self._numbers(nearest, 0)
            yield (Button(self._words.text("button.overview"), Action("overview")),)

    def _one_buttons(self, agreement: Agreement) -> Iterator[tuple[Button, ...]]:
        words, asked = self._words, self._answer.question.asks
        row: list[Button] = []
        if agreement.scope_areas and Ask.SCOPE_AREAS not in asked:
            label = words.text("button.scope", count=len(agreement.scope_areas))
            row.append(Button(label, Action("field", agreement.id, Ask.SCOPE_AREAS)))
        if len(self._view.chain(agreement)) > 1:
            row.append(Button(words.text("button.history"), Action("history", agreement.id)))
        if agreement.evidence and Ask.SOURCE not in asked:
            label = words.text("button.source")
            row.append(Button(label, Action("field", agreement.id, Ask.SOURCE)))
        row += calendar_button(agreement, self._view, words)
        if row:
            yield tuple(row)
        fetching = attachments_button(agreement, words)
        if fetching:
            yield fetching

    def _row_buttons(self, page: int) -> Iterator[tuple[Button, ...]]:
        shown = self._found[page * PAGE : (page + 1) * PAGE]
        ask = next(iter(self._answer.question.asks), "")
        if shown:
            yield self._numbers(shown, page * PAGE, ask)
        turning: list[Button] = []
        if page > 0:
            turning.append(
                Button(self._words.text("button.back"), Action("page", "", str(page - 1)))
            )
        if len(self._found) > (page + 1) * PAGE:
            turning.append(
                Button(self._words.text("button.next"), Action("page", "", str(page + 1)))
            )
        if turning:
            yield tuple(turning)

    def _numbers(
        self, agreements: list[Agreement], first: int, ask: str = ""
    ) -> tuple[Button, ...]:
        return tuple(
            Button(str(number), Action("open", agreement.id, ask))
            for number, agreement in enumerate(agreements, first + 1)
        )
