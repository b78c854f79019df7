"""What is said where nothing is on record: what was asked for by name, and what comes nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.agreements.agreement import Agreement
from bot.agreements.text import has_thai
from bot.replies.filter_words import answer_filter, filter_parts, slot_text, year_text
from bot.replies.late import late_lines
from bot.replies.lines import Line
from bot.replies.listing import Listing, untold_line
from bot.replies.naming import area_name, party_name
from bot.replies.words import Words
from bot.search.answer import MEMBERS, Absent, Answer, AnswerKind
from bot.search.day_view import DayView
from bot.search.question import Mode

#: So many of the nearest are shown where nothing is on record.
NEAREST_SHOWN = 3
#: The code that is shown as an example where it is on record.
EXAMPLE = "JP-2022-ICT"


class NothingOnRecord:
    """Writes the reply to an answer that found nothing."""

    def __init__(self, answer: Answer, view: DayView, words: Words, listing: Listing) -> None:
        self._answer = answer
        self._view = view
        self._words = words
        self._listing = listing

    def lines(self) -> Iterator[Line]:
        """Yield what is not on record, and the nearest that is."""
        absent = self._answer.absent
        reasons = {reason for reason, _ in absent}
        words = self._words
        if Absent.NOT_UNDERSTOOD in reasons or not absent:
            yield from self._not_understood()
            return
        parties, subjects, codes = self._named_absent()
        if codes:
            yield words.line("none.code", code=", ".join(codes))
        elif Absent.TITLE in reasons:
            yield words.line("none.title")
        elif Absent.TOGETHER in reasons:
            yield words.line("none.together", party=words.text("filter.and").join(parties))
        elif Absent.DATE in reasons:
            about = answer_filter(self._answer, self._view.holdings.vocabulary, words)
            yield words.line("none.filter", filter=about)
            yield from untold_line(self._answer, words)
            yield from late_lines(self._answer, self._view, words)
        elif Absent.KIND in reasons:
            yield self._none_of_kind()
        elif parties and subjects:
            about = self._about(subjects)
            yield words.line("none.party-and-on", party=", ".join(parties), about=about)
        elif parties:
            yield words.line("none.party", party=", ".join(parties))
        else:
            yield from self._none_on(subjects)
        yield from self.nearest()

    def _not_understood(self) -> Iterator[Line]:
        question, words = self._answer.question, self._words
        if question.mode is Mode.ELSEWHERE:
            yield words.line("none.elsewhere")
        elif not question.vague_times:
            yield words.line("none.not-understood")
        nearest = list(self.nearest()) if question.mode is Mode.ELSEWHERE else []
        yield from nearest or [self._try()]

    def _try(self) -> Line:
        """Say what can be asked, with a code that is on record; of an empty register that it is."""
        held = self._view.holdings
        if not len(held):
            return self._words.line("none.empty")
        code = EXAMPLE if held.get(EXAMPLE) else next(iter(held)).id
        return self._words.line("none.try", count=len(held), code=code)

    def _none_of_kind(self) -> Line:
        """Say that nothing is of the kind asked for, in the asker's word for it."""
        question, words = self._answer.question, self._words
        kinds = kinds_asked(self._answer, self._view, words)
        rest = replace(question, kinds=())
        parts = filter_parts(rest, self._view.holdings.vocabulary, words)
        if not parts:
            return words.line("none.any-kind", kind=kinds)
        return words.line("none.kind", kind=kinds, filter=words.text("filter.join").join(parts))

    def beside_what_was_found(self) -> Iterator[Line]:
        """Yield what was asked for besides and is not on record: parties, topics and years."""
        yield from self.parties_without_any()
        _, subjects, _ = self._named_absent()
        if subjects:
            one = self._answer.kind is AnswerKind.ONE
            key = "one.not-about" if one else "none.on"
            yield self._words.line(key, about=self._about(subjects))
        widened = self._answer.widened
        if "recorded" in widened:
            fields = self._answer.question.recorded
            told = (self._words.text(f"filter.recorded-{name}") for name in fields)
            wanted = self._words.text("filter.join").join(told)
            yield self._words.line("one.none-recorded", wanted=wanted)
        groups = [name.removeprefix(MEMBERS) for name in widened if name.startswith(MEMBERS)]
        if groups:
            language = self._words.language
            names = (party_name(i, self._view.holdings.vocabulary, language) for i in groups)
            yield self._words.line("one.through-members", group=", ".join(names))
        if "date" in self._answer.widened and self._answer.kind is not AnswerKind.ONE:
            yield self._words.line("one.other-date")
        if "year" in self._answer.widened:
            years = ", ".join(year_text(y, self._words) for y in self._answer.question.years)
            yield self._words.line("one.other-year", year=years)

    def parties_without_any(self) -> Iterator[Line]:
        """Yield with whom of several nothing is on record: "Germany and France"."""
        parties, _, _ = self._named_absent()
        if parties:
            yield self._words.line("none.party", party=", ".join(parties))

    def _named_absent(self) -> tuple[list[str], list[str], list[str]]:
        vocabulary, language = self._view.holdings.vocabulary, self._words.language
        parties: list[str] = []
        subjects: list[str] = []
        codes: list[str] = []
        for reason, value in self._answer.absent:
            ids = value.split("/")
            if reason in (Absent.PARTY, Absent.TOGETHER):
                names = [party_name(i, vocabulary, language) for i in ids]
                parties.append(self._words.text("filter.or").join(names[:3]))
            elif reason is Absent.AREA:
                subjects.append(" / ".join(area_name(i, vocabulary, language) for i in ids))
            elif reason is Absent.WORDS:
                subjects.append(f"“{value}”")
            elif reason is Absent.CODE:
                codes.append(value)
        return parties, subjects, codes

    def _none_on(self, subjects: list[str]) -> Iterator[Line]:
        vocabulary = self._view.holdings.vocabulary
        slots = [slot for slot in self._answer.question.parties if not slot.excluded]
        about = self._about(subjects)
        if slots:
            names = ", ".join(slot_text(slot, vocabulary, self._words) for slot in slots)
            yield self._words.line("none.party-on", party=names, about=about)
        else:
            yield self._words.line("none.on", about=about)

    def _about(self, subjects: list[str]) -> str:
        """Return what nothing is about: names of areas, then words nobody knows."""
        quoted = [text for text in subjects if text.startswith("“")]
        areas = [text for text in subjects if text not in quoted]
        words = self._words
        parts = []
        if areas:
            parts.append(words.text("none.about-areas", areas=", ".join(areas[:4])))
        if quoted:
            parts.append(words.text("none.about-words", words=", ".join(quoted[:4])))
        return words.text("filter.join").join(parts)

    def nearest(self) -> Iterator[Line]:
        """Yield the nearest there is, marked as not what was asked for."""
        nearest = self.worth_showing()
        if not nearest:
            yield self._try()
            return
        is_other_kind = any(reason is Absent.KIND for reason, _ in self._answer.absent)
        yield self._words.line("none.there-is" if is_other_kind else "none.nearest")
        for number, agreement in enumerate(nearest, 1):
            yield self._listing.row(agreement, f"{number}.")

    def worth_showing(self) -> list[Agreement]:
        """Return the nearest that have something of what was asked for, not merely a word."""
        reasons = {match.id: match.because for match in self._answer.nearest}
        is_title = any(r in (Absent.TITLE, Absent.CODE) for r, _ in self._answer.absent)
        return [
            agreement
            for agreement in self._nearest_ones()
            if is_title or any(r.startswith(("party:", "area:")) for r in reasons[agreement.id])
        ][:NEAREST_SHOWN]

    def _nearest_ones(self) -> list[Agreement]:
        found = (self._view.holdings.get(match.id) for match in self._answer.nearest)
        return [agreement for agreement in found if agreement]


def kinds_asked(answer: Answer, view: DayView, words: Words) -> str:
    """Return the kinds that were asked for, in the asker's words where they are of the reply."""
    written, kinds = answer.question.kinds_written, answer.question.kinds
    if written and all(has_thai(text) == (words.language == "th") for text in written):
        return words.text("filter.or").join(written)
    vocabulary = view.holdings.vocabulary
    names = (vocabulary.kinds[kind].name.in_language(words.language) for kind in kinds)
    return words.text("filter.or").join(names)
