"""Reminders in words: one date, a digest of far ones, the weekly line, what nobody answered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import Deadlines
from bot.agreements.kinds import RenewalMode
from bot.agreements.milestones import Milestone, MilestoneKind
from bot.agreements.text import Language
from bot.reminders.delivering import Escalation, Weekly
from bot.reminders.ledger import Acknowledgement, Answer, Doubt, LedgerKey
from bot.reminders.overdue import Overdue
from bot.reminders.planning import Due
from bot.replies.answer_codes import AnswerCode, Gesture, mark_of
from bot.replies.dates import day_text, distance_text, length_text, short_day, span_text
from bot.replies.fields import FieldAnswers
from bot.replies.lines import EMPTY, Action, Button, Line, Reply, code, line
from bot.replies.naming import flag, party_name
from bot.replies.words import words_in
from bot.search.day_view import DayView

#: Rows of a digest, a weekly line or an escalation: a phone screen.
ROWS = 8
#: A longer name is cut: a digest of twenty has to fit one message, or it could be half sent.
LONGEST_NAME = 100
_ACTED_ON = (MilestoneKind.DECIDE_BY, MilestoneKind.NOTICE_BY, MilestoneKind.EXPIRES)
_ANSWERS = (Gesture.IN_HAND, Gesture.UNDER_WAY, Gesture.NOT_RENEWING, Gesture.RENEWED)


def shortened(name: str) -> str:
    """Return a name of at most `LONGEST_NAME` letters, cut at a space where there is one.

    A Thai vowel or tone mark stays with its letter.
    """
    if len(name) <= LONGEST_NAME:
        return name
    end = LONGEST_NAME - 1
    while unicodedata.category(name[end]) == "Mn":
        end -= 1
    cut = name[:end]
    at_space = cut.rpartition(" ")[0]
    return (at_space if len(at_space) > LONGEST_NAME // 2 else cut).rstrip() + "…"


class Reminding:
    """Writes reminders in one language on one day.

    `answers_for`: the key of the chat for which its buttons answer, where others read it.
    """

    def __init__(self, view: DayView, language: Language, answers_for: str = "") -> None:
        self._view = view
        self._answers_for = answers_for
        self._words = words_in(language)
        self._fields = FieldAnswers(view, self._words)

    # -- one date ---------------------------------------------------------------------------------

    def reminder(
        self,
        milestone: Milestone,
        given: Acknowledgement | None = None,
        next_told: date | None = None,
        *,
        again: bool = False,
    ) -> Reply:
        """Return the reminder of one date, with what was answered to it."""
        agreement = self._view.holdings.get(milestone.agreement_id)
        if agreement is None:
            return Reply((self._words.line("answer.toast-old"),))
        lines = [self._headline(milestone, agreement)]
        if again:
            lines.append(self._words.line("reminder.again"))
        lines += self._reasons(milestone, agreement)
        if self._answers_for:
            lines.append(self._words.line("escalation.answers-for", chat=self._chat))
        if given:
            lines += [EMPTY, *self._answered(given, milestone, agreement, next_told)]
        return Reply(tuple(lines), self._buttons(milestone, given))

    @property
    def _chat(self) -> str:
        """The chat that nobody answered in, in words."""
        return self._words.text("escalation.chat", id=self._answers_for.partition("/")[0])

    def _headline(self, milestone: Milestone, agreement: Agreement) -> Line:
        left = (milestone.day - self._view.today).days
        key = f"reminder.{milestone.kind}" + ("-today" if left == 0 else "-passed" * (left < 0))
        length = length_text(self._view.today, milestone.day, self._words) if left > 0 else ""
        name = self.name(agreement)
        return self._words.line(key, left=length, name=name, id=agreement.id)

    def name(self, agreement: Agreement) -> str:
        """Return whom an agreement is with and what it is called: "Japan, ICT"."""
        vocabulary = self._view.holdings.vocabulary
        language = self._words.language
        others = [c for c in agreement.countries if c != vocabulary.own_country]
        countries = ", ".join(party_name(c, vocabulary, language) for c in others[:2])
        own = shortened(agreement.name.in_language(language))
        return f"{countries}, {own}" if countries and countries not in own else own

    def _reasons(self, milestone: Milestone, agreement: Agreement) -> Iterator[Line]:
        words, deadlines = self._words, self._deadlines(milestone, agreement)
        if milestone.kind in _ACTED_ON and deadlines.end:
            notice = deadlines.notice_by
            values = {
                "notice": span_text(notice, words) if notice else words.text("reminder.no-notice"),
                "end": span_text(deadlines.end.span, words),
            }
            if deadlines.decide_by:
                decide = span_text(deadlines.decide_by, words)
                yield words.line("reminder.dates", decide=decide, **values)
                yield self._fields.why_decide(agreement, deadlines)
            else:
                yield words.line("reminder.dates-without-decision", **values)
            if agreement.renewal.mode is RenewalMode.TACIT:
                yield words.line("reminder.tacit")
        else:
            yield self._row_words(milestone)
        if milestone.is_partial:
            yield words.line("reminder.partial")

    def _deadlines(self, milestone: Milestone, agreement: Agreement) -> Deadlines:
        """Return the deadlines a date is one of: of this term, or of the one that follows."""
        current = self._view.facts(agreement).deadlines
        following = current.following
        if following and following.end:
            spans = (following.decide_by, following.notice_by, following.end.span)
            if any(span and span.earliest == milestone.day for span in spans):
                return following
        return current

    def _answered(
        self,
        given: Acknowledgement,
        milestone: Milestone,
        agreement: Agreement,
        next_told: date | None,
    ) -> Iterator[Line]:
        words = self._words
        when = day_text(given.at.date(), words)
        yield words.line(f"answer.{given.answer}", date=when, who=given.name or str(given.by))
        notice = self._deadlines(milestone, agreement).notice_by
        is_tacit = agreement.renewal.mode is RenewalMode.TACIT
        if given.answer is Answer.NOT_RENEWING and is_tacit and notice:
            yield words.line("answer.notice-needed", date=span_text(notice, words))
        elif next_told and given.answer is not Answer.NOT_RENEWING:
            yield words.line("answer.next", date=day_text(next_told, words))
        else:
            yield words.line("answer.no-next")

    def _buttons(
        self, milestone: Milestone, given: Acknowledgement | None
    ) -> tuple[tuple[Button, ...], ...]:
        if milestone.kind is MilestoneKind.IN_FORCE:
            return ()
        gestures: tuple[Gesture, ...] = (*_ANSWERS, Gesture.SNOOZE)
        if milestone.kind is MilestoneKind.REVIEW:
            gestures = (Gesture.IN_HAND, Gesture.SNOOZE)
        if given:
            gestures = tuple(g for g in gestures if g.value != given.answer.value)
            gestures = (*gestures, Gesture.WITHDRAW)
        buttons = [self._button(gesture, milestone) for gesture in gestures]
        if milestone.kind is not MilestoneKind.REVIEW:
            label = self._words.text("button.calendar")
            buttons.append(Button(label, Action("calendar", milestone.agreement_id)))
        return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))

    def _button(self, gesture: Gesture, milestone: Milestone, label: str = "") -> Button:
        mark = mark_of(self._answers_for) if self._answers_for else ""
        detail = AnswerCode(gesture, milestone.kind, milestone.day, mark).text
        label = label or self._words.text(f"button.{gesture}")
        return Button(label, Action("answer", milestone.agreement_id, detail))

    # -- several ----------------------------------------------------------------------------------

    def due(self, due: tuple[Due, ...]) -> Reply:
        """Return the message of one reminder, or the digest of several far dates."""
        if len(due) == 1 and not due[0].is_far:
            return self.reminder(due[0].milestone)
        return self.digest([item.milestone for item in due])

    def digest(self, milestones: list[Milestone]) -> Reply:
        """Return many dates in one message, each with a number to answer by."""
        words = self._words
        lines = [words.line("digest.heading", count=len(milestones))]
        lines += self.rows(milestones)
        asked = self._numbers(milestones)
        if asked:
            lines += [EMPTY, words.line("digest.answer")]
        return Reply(tuple(lines), (asked,) if asked else ())

    def _numbers(self, milestones: list[Milestone]) -> tuple[Button, ...]:
        """Return a button for each date that can be answered: it opens its reminder."""
        return tuple(
            self._button(Gesture.OPEN, milestone, str(number))
            for number, milestone in enumerate(milestones, 1)
            if milestone.kind is not MilestoneKind.IN_FORCE
        )

    def rows(self, milestones: Iterable[Milestone]) -> Iterator[Line]:
        """Yield a numbered line for each date."""
        for number, milestone in enumerate(milestones, 1):
            agreement = self._view.holdings.get(milestone.agreement_id)
            if agreement:
                yield self._row(f"{number}.", agreement, self._row_words(milestone))

    def _row(self, mark: str, agreement: Agreement, told: Line) -> Line:
        own = self._view.holdings.vocabulary.own_country
        flags = "".join(flag(c) for c in agreement.countries[:3] if c != own)
        name = shortened(agreement.name.in_language(self._words.language))
        start = line(f"{mark} ", code(agreement.id), f" {flags}" if flags else "", f" {name}: ")
        return line(start, told)

    def _row_words(self, milestone: Milestone) -> Line:
        words = self._words
        distance = distance_text(milestone.day, self._view.today, words)
        when = day_text(milestone.day, words)
        return words.line(f"digest.{milestone.kind}", date=when, distance=distance)

    def weekly(self, weekly: Weekly) -> Reply:
        """Return the weekly line, with what comes and what is overdue under it."""
        words = self._words
        key = "weekly.due" if weekly.coming else "weekly.nothing"
        parts = [words.text(key, count=weekly.checked, due=len(weekly.coming))]
        if weekly.overdue:
            parts.append(words.text("weekly.overdue", overdue=len(weekly.overdue)))
        missing = words.text("weekly.without-end", missing=weekly.without_end)
        parts.append(missing if weekly.without_end else words.text("weekly.stop"))
        lines = [line("".join(parts))]
        coming = [
            Milestone(agreement.id, MilestoneKind.DECIDE_BY, day)
            for agreement, day in weekly.coming[:ROWS]
        ]
        lines += self.rows(coming)
        lines += [self.overdue_row(item) for item in weekly.overdue[:ROWS]]
        if len(weekly.overdue) > ROWS:
            lines.append(words.line("weekly.more", count=len(weekly.overdue) - ROWS))
        return Reply(tuple(lines))

    def overdue_row(self, item: Overdue) -> Line:
        """Return one overdue agreement in a line."""
        key = "weekly.lapsed" if item.has_lapsed else "weekly.late"
        told = self._words.line(key, date=short_day(item.day, self._words))
        return self._row("•", item.agreement, told)

    def escalation(self, escalation: Escalation) -> Reply:
        """Return what is told of reminders that nobody answered, to be answered all the same."""
        words, waiting = self._words, escalation.unanswered
        heading = words.line(
            "escalation.heading", count=len(waiting), chat=self._chat, days=escalation.working_days
        )
        milestones = [Milestone(w.agreement_id, w.kind, w.day) for w in waiting[:ROWS]]
        lines = [heading, *self.rows(milestones)]
        if len(waiting) == 1:
            return Reply(tuple(lines), self._buttons(milestones[0], None))
        if len(waiting) > ROWS:
            lines.append(words.line("digest.more", count=len(waiting) - ROWS))
        lines += [EMPTY, words.line("digest.answer")]
        return Reply(tuple(lines), (self._numbers(milestones),))

    def doubtful(self, doubt: Doubt) -> Reply:
        """Return what an administrator is asked of a message that may not have arrived.

        Several tiers of one date are one date to a reader.
        """
        words = self._words
        keys = {(key.agreement_id, key.kind, key.day): key for key in doubt.keys}
        chat = doubt.keys[0].chat
        lines = [words.line("doubtful.heading", count=len(keys), chat=chat)]
        lines += [self._doubtful_row(key) for key in list(keys.values())[:ROWS]]
        lines.append(words.line("doubtful.what"))
        buttons = tuple(
            Button(words.text(f"button.{verb}"), Action(verb, "", doubt.batch))
            for verb in ("sent-again", "was-there")
        )
        return Reply(tuple(lines), (buttons,))

    def _doubtful_row(self, key: LedgerKey) -> Line:
        agreement = self._view.holdings.get(key.agreement_id)
        if agreement is None or key.kind not in set(MilestoneKind):
            return line(f"• {key.kind.partition(':')[0]} ", code(key.agreement_id))
        kind = MilestoneKind(key.kind)
        told = self._row_words(Milestone(agreement.id, kind, key.day))
        return self._row("•", agreement, told)
