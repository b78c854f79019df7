"""Several agreements at once: choices, lists with their filter, counts, comparisons, histories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import Step
from bot.agreements.status import ENDED, Status
from bot.replies.dates import months_text, partial_text, short_day, short_partial
from bot.replies.ends import setting_line, short_end
from bot.replies.fields import FieldAnswers
from bot.replies.filter_words import answer_filter
from bot.replies.late import late_lines
from bot.replies.lines import EMPTY, Line, Span, bold, code, line
from bot.replies.naming import area_name, flag, is_adopted, party_name, party_text
from bot.replies.words import Words
from bot.search.answer import Answer
from bot.search.day_view import DayView
from bot.search.group_sizes import MOST
from bot.search.question import Ask, Grouping, StatusFilter

#: Agreements on one page of a list: a phone screen.
PAGE = 8
#: Date fields that a list is often picked by and that no row tells otherwise.
_PICKED_BY = frozenset({"signed", "in_force", "approved"})
#: Asks whose short form is the end of the agreement, which every row tells anyway.
_TOLD_BY_END = frozenset({Ask.EXPIRES, Ask.DAYS_LEFT, Ask.STATUS, Ask.TERM, Ask.SUMMARY})


class Listing:
    """Writes several agreements in one language on one day."""

    def __init__(self, view: DayView, words: Words, fields: FieldAnswers) -> None:
        self._view = view
        self._words = words
        self._fields = fields

    def row(self, agreement: Agreement, mark: str, asks: Iterable[Ask] = (), by: str = "") -> Line:
        """Return one agreement in one line: mark, code, flags, name, and what was asked.

        `by`: the date field that it was picked by, which is told before its end.
        """
        countries = [c for c in agreement.countries if c != self._own]
        flags = "".join(flag(country) for country in countries[:3])
        name = agreement.name.in_language(self._words.language)
        place = f" {flags}" if flags else ""
        start = line(f"{mark} " if mark else "", code(agreement.id), place, f" {name}: ")
        when = getattr(agreement, by) if by in _PICKED_BY else None
        if when is None:
            return line(start, self._short(agreement, tuple(asks)))
        adopted = by == "signed" and is_adopted(agreement)
        key = "short.adopted" if adopted else f"short.{by}"
        picked = bold(self._words.text(key, date=short_partial(when, self._words)))
        return line(start, picked, " · ", self._short(agreement, tuple(asks)))

    @property
    def _own(self) -> str:
        return self._view.holdings.vocabulary.own_country

    def _short(self, agreement: Agreement, asks: tuple[Ask, ...]) -> Line:
        words = self._words
        special = [ask for ask in asks if ask not in _TOLD_BY_END]
        if special == [Ask.SIGNED]:
            when = agreement.signed
            key = "short.signed-undated" if agreement.is_told_signed else "short.not-recorded"
            return line(bold(short_partial(when, words) if when else words.text(key)))
        if Ask.TERM in asks and not special and agreement.term.months:
            term = months_text(agreement.term.months, words)
            return line(bold(term), " · ", short_end(agreement, self._view, words))
        several = self._named_side_by_side(special[0], agreement) if special else ""
        if several:
            return line(several)
        if special:
            told = self._fields.lines(special[0], agreement)
            return told[0] if len(told) == 1 else line("; ".join(item.text for item in told[:4]))
        facts = self._view.facts(agreement)
        end: Line | Span = bold(short_end(agreement, self._view, words))
        if facts.status is Status.UNKNOWN and agreement.is_undated:
            # A draft among agreements is no agreement.
            key = "short.unsigned" if agreement.is_draft else "short.signature-unknown"
            end = line(end, words.text(key))
        if facts.replaced_by:
            return line(end, words.text("short.replaced-by", id=facts.replaced_by[0]))
        if facts.deadlines.decide_by and facts.status not in ENDED:
            decide_by = facts.deadlines.decide_by
            passed = decide_by.earliest < self._view.today
            key = "short.decide-passed" if passed else "short.decide-by"
            day = short_day(decide_by.earliest, words)
            notice_by = facts.deadlines.notice_by
            if passed and notice_by and notice_by.earliest >= self._view.today:
                due = words.text("short.notice-by", date=short_day(notice_by.earliest, words))
                return line(end, words.text(key, date=day), due)
            return line(end, words.text(key, date=day))
        return line(end)

    def _named_side_by_side(self, ask: Ask, agreement: Agreement) -> str:
        """Return parties or scope areas in one line; empty where none is recorded or asked for."""
        language = self._words.language
        if ask in (Ask.PARTIES, Ask.SIGNATORIES):
            return ", ".join(party_text(party, language) for party in agreement.parties)
        if ask is Ask.SCOPE_AREAS:
            return "; ".join(area.in_language(language) for area in agreement.scope_areas)
        return ""

    def choice(self, answer: Answer, agreements: list[Agreement]) -> Iterator[Line]:
        """Ask which one is meant, and answer for each on the way."""
        words = self._words
        about = answer_filter(answer, self._view.holdings.vocabulary, words)
        for slot in answer.question.parties:
            if slot.is_doubtful:
                names = [
                    party_name(i, self._view.holdings.vocabulary, words.language) for i in slot.ids
                ]
                yield words.line(
                    "choice.party", name=slot.written, parties=words.text("filter.or").join(names)
                )
        key = "choice.in-order" if answer.question.order else "choice.which"
        yield words.line(key, count=answer.total, about=about)
        asks = answer.question.asks or ((Ask.SIGNED,) if answer.question.order else ())
        for number, agreement in enumerate(agreements[:PAGE], 1):
            yield self.row(agreement, f"{number}.", asks)
        if answer.total > PAGE:
            yield words.line("list.more", count=answer.total - PAGE)

    def page(self, answer: Answer, agreements: list[Agreement], first: int = 0) -> Iterator[Line]:
        """Write one page of a list: the filter as understood, the rows, what cannot be told."""
        words = self._words
        yield self._heading(answer, "list.heading")
        shown = agreements[first : first + PAGE]
        yield from self._rows(answer, shown, first)
        if _TOLD_BY_END.issuperset(answer.question.asks):
            yield from setting_line(shown, self._view, words)
        rest = answer.total - first - len(shown)
        if rest > 0:
            yield words.line("list.more", count=rest)
        yield from self._untold(answer)

    def _rows(self, answer: Answer, shown: list[Agreement], first: int = 0) -> Iterator[Line]:
        """Write some agreements, each with the date they were picked by."""
        words, question = self._words, answer.question
        by = question.dates[0].field if question.dates and not question.asks else ""
        for number, agreement in enumerate(shown, first + 1):
            row = self.row(agreement, f"{number}.", question.asks, by=by)
            yield line(row, words.text("list.possibly")) if agreement.id in answer.possibly else row

    def _heading(self, answer: Answer, key: str) -> Line:
        about = self._about(answer)
        return self._words.line(key, filter=about[:1].upper() + about[1:], count=answer.total)

    def _about(self, answer: Answer) -> str:
        return answer.heading or answer_filter(answer, self._view.holdings.vocabulary, self._words)

    def _number(self, answer: Answer) -> Line:
        """Say how many there are: those that only may belong here apart."""
        about, possible = self._about(answer), len(answer.possibly)
        if not answer.total:
            return self._words.line("count.nothing", filter=about)
        if not possible:
            return self._words.line("count.heading", filter=about, count=answer.total)
        sure = answer.total - possible
        key = "count.possibly" if sure else "count.only-possibly"
        return self._words.line(key, filter=about, sure=sure, possible=possible)

    def _untold(self, answer: Answer) -> Iterator[Line]:
        yield from untold_line(answer, self._words)
        yield from late_lines(answer, self._view, self._words)

    def count(self, answer: Answer, agreements: list[Agreement]) -> Iterator[Line]:
        """Write a number, broken down where asked, with the agreements when they are few."""
        if answer.question.sizes:
            yield self._sizes(answer, answer.question.sizes)
        else:
            yield self._number(answer)
        if answer.question.grouping is Grouping.COUNTRY and not answer.question.sizes:
            yield self._partners(answer)
        for group, number in answer.groups:
            yield line(f"• {self._group(answer, group)}: ", bold(str(number)))
        if not (answer.groups or answer.question.sizes):
            yield from self._rows(answer, agreements[:PAGE])
            if answer.total > PAGE:
                yield self._words.line("list.more", count=answer.total - PAGE)
        yield from self._untold(answer)

    def _sizes(self, answer: Answer, sizes: tuple[int, int]) -> Line:
        """Say how many partners have more, fewer or just so many agreements."""
        words = self._words
        fewest, most = sizes
        kind, number = ("exactly", fewest)
        if most >= MOST:
            kind, number = "above", fewest - 1
        elif fewest < most:
            kind, number = "below", most + 1
        told = words.text(f"count.sizes-{kind}", count=number)
        partners = words.text("count.partners", count=len(answer.groups))
        about = answer_filter(answer, self._view.holdings.vocabulary, words)
        return words.line("count.heading-sizes", count=partners, sizes=told, filter=about)

    def _partners(self, answer: Answer) -> Line:
        """Say with how many countries, or territories, and blocs the agreements are."""
        known = [self._view.holdings.vocabulary.directory.get(group) for group, _ in answer.groups]
        countries = sum(party is not None and party.type == "country" for party in known)
        others = sum(party is not None for party in known) - countries
        words = self._words
        with_them = words.text("count.countries", count=countries)
        if others:
            beside = words.text("count.blocs", count=others)
            with_them = words.text("filter.and").join((with_them, beside))
        return words.line("count.with", partners=with_them)

    def _group(self, answer: Answer, group: str) -> str:
        words, vocabulary = self._words, self._view.holdings.vocabulary
        grouping = answer.question.grouping
        if not group:  # a text with the ITU alone names its parties; what it lacks is a country
            return words.text(_WITHOUT.get(str(grouping), "short.not-recorded"))
        if grouping is Grouping.COUNTRY:
            return f"{flag(group)} {party_name(group, vocabulary, words.language)}".strip()
        if grouping is Grouping.OWN_BODY:
            known = vocabulary.directory.get(group)
            return known.name.in_language(words.language) if known else group
        if grouping is Grouping.KIND:
            return next(
                (
                    k.name.in_language(words.language)
                    for i, k in vocabulary.kinds.items()
                    if i == group
                ),
                group,
            )
        if grouping is Grouping.STATUS:
            return words.text(f"status.{group}")
        if grouping is Grouping.SCOPE:
            return area_name(group, vocabulary, words.language)
        if grouping is Grouping.YEAR and words.language == "th":
            return f"พ.ศ. {int(group) + 543} ({group})"
        return group

    def history(self, answer: Answer, agreements: list[Agreement]) -> Iterator[Line]:
        """Write agreements in the order they came, with the gaps between successive texts."""
        words = self._words
        yield self._heading(answer, "history.heading")
        ids = {agreement.id for agreement in agreements}
        for number, agreement in enumerate(agreements[: 2 * PAGE], 1):
            when = agreement.start or agreement.approved
            date = short_partial(when, words) if when else words.text("short.not-recorded")
            yield line(f"{number}. {date}: ", self.row(agreement, "", ()))
            for step in self._view.steps(self._view.chain(agreement)):
                if step.after == agreement.id and step.before in ids:
                    yield from (line("   ", told) for told in self._between(step))
        yield from self._untold(answer)

    def _between(self, step: Step) -> Iterator[Line]:
        """Yield the gap between two texts, or how late the second was signed and back-dated."""
        if step.gap_days is not None and step.gap_days > 1:
            yield self._words.line("chain.gap-before", count=step.gap_days, id=step.before)
        elif step.signed_after_days:
            yield self._words.line("signed.after-end", count=step.signed_after_days, id=step.before)

    def comparison(self, answer: Answer, agreements: list[Agreement]) -> Iterator[Line]:
        """Write what agreements have in common and where they differ, field by field."""
        words = self._words
        chosen = agreements[:MOST_COMPARED]
        yield words.line("compare.heading", count=len(chosen))
        for number, agreement in enumerate(chosen, 1):
            name = agreement.name.in_language(words.language)
            yield line(f"{number}. ", code(agreement.id), " ", bold(name))
        for key, values in self._compared(chosen):
            yield EMPTY
            if len(set(values)) == 1:
                yield line(words.line(key), " ", words.text("compare.same"), " ", values[0])
                continue
            yield words.line(key)
            for number, value in enumerate(values, 1):
                yield line(f"   {number}. {value}")
        if answer.total > len(chosen):
            yield words.line("list.more", count=answer.total - len(chosen))

    def _compared(self, agreements: list[Agreement]) -> Iterator[tuple[str, list[str]]]:
        words, language = self._words, self._words.language
        vocabulary = self._view.holdings.vocabulary
        none = words.text("short.not-recorded")
        kinds = [vocabulary.kinds[a.kind].name.in_language(language) for a in agreements]
        yield "compare.kind", kinds
        yield (
            "compare.parties",
            [", ".join(party_text(p, language) for p in a.parties) or none for a in agreements],
        )
        yield (
            "compare.scope",
            ["; ".join(t.in_language(language) for t in a.scope_areas) or none for a in agreements],
        )
        yield (
            "compare.signed",
            [partial_text(a.signed, words) if a.signed else none for a in agreements],
        )
        yield "compare.end", [short_end(a, self._view, words) for a in agreements]
        yield (
            "compare.status",
            [words.text(f"status.{self._view.facts(a).status}") for a in agreements],
        )
        yield "compare.renewal", [self._fields.lines(Ask.RENEWAL, a)[0].text for a in agreements]


#: What else than a date may be missing for a record to be told to belong to a list.
_UNTOLD = {
    StatusFilter.RENEWS_ITSELF: "-renewal",
    StatusFilter.BINDING: "-binding",
    StatusFilter.NOT_BINDING: "-binding",
}
_WITHOUT = {"country": "charts.no-country", "own-body": "charts.no-own-body"}
#: More than this cannot be read side by side.
MOST_COMPARED = 4


def untold_line(answer: Answer, words: Words) -> Iterator[Line]:
    """Say of how many no record tells whether they belong here, and what is not recorded."""
    if answer.undetermined:
        asked = () if answer.question.dates else answer.question.statuses
        reason = next((_UNTOLD[status] for status in asked if status in _UNTOLD), "")
        yield words.line(f"list.undetermined{reason}", count=len(answer.undetermined))
