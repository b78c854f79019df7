"""What the questions teach, in words: buttons to say so, the queue of what found no answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.agreements.text import Language
from bot.inquiries.missed import Missed
from bot.replies.dates import short_day
from bot.replies.lines import EMPTY, Action, Button, Line, Reply, code, joined, line
from bot.replies.words import Words, words_in
from bot.search.answer import Absent, Answer, AnswerKind
from bot.search.question import Mode

#: Entries of a page: a phone screen.
PAGE = 8
#: Verbs of the buttons here.
WRONG, TELL, QUEUE, ENTRY, DISMISS = "wrong", "tell-missing", "unanswered", "missed", "dismiss"
ALIAS = "make-alias"
#: So many names of a question can be given a meaning, and so much of each is shown (characters).
MOST_NAMES, LONGEST_NAME = 3, 30
#: A row with so many buttons has no room for one more.
_FULL_ROW = 4


def with_afterthought(reply: Reply, answer: Answer, words: Words, *, keeps: bool) -> Reply:
    """Return the reply to an answer with the button that tells what was wrong with it.

    Under an answer a small one, last of all; where nothing is on record the one that has the
    administrators told. `keeps`: whether what was wrong is kept for them at all.
    """
    if answer.kind is AnswerKind.NONE:
        return _with_tell(reply, answer, words)
    if answer.kind is AnswerKind.HELP or not keeps:
        return reply
    button = Button(words.text("button.wrong"), Action(WRONG, answer.focus or ""))
    *before, last = reply.buttons or ((),)
    has_room = 0 < len(last) < _FULL_ROW and not last[-1].label.isdigit()
    rows = [*before, (*last, button)] if has_room else [*reply.buttons, (button,)]
    return replace(reply, buttons=tuple(rows))


def _with_tell(reply: Reply, answer: Answer, words: Words) -> Reply:
    """Add the button where something was named that is not on record."""
    reasons = {reason for reason, _ in answer.absent}
    is_talk = answer.question.mode is Mode.ELSEWHERE
    if is_talk or not reasons or Absent.NOT_UNDERSTOOD in reasons:
        return reply
    button = Button(words.text("button.tell-missing"), Action(TELL))
    return replace(reply, buttons=(*reply.buttons, (button,)))


class InquiryWriter:
    """Writes the queue of an office in one language."""

    def __init__(self, language: Language, days: int) -> None:
        self._words = words_in(language)
        self._days = days

    def queue(self, entries: list[Missed], page: int = 0) -> Reply:
        """Return one page of the queue, each entry with a button to open it."""
        words = self._words
        if not entries:
            return Reply((words.line("unanswered.nothing"), self._kept()))
        shown = list(enumerate(entries[page * PAGE : (page + 1) * PAGE], page * PAGE + 1))
        lines = [words.line("unanswered.heading", count=len(entries))]
        lines += [self._row(f"{number}.", missed) for number, missed in shown]
        numbers = tuple(Button(str(n), Action(ENTRY, "", m.key)) for n, m in shown)
        rows = [numbers] if numbers else []
        rows += self._turning(page, len(entries))
        return Reply((*lines, EMPTY, self._kept()), tuple(rows))

    def _kept(self) -> Line:
        key = "unanswered.kept" if self._days else "unanswered.off"
        return self._words.line(key, count=self._days)

    def _row(self, mark: str, missed: Missed) -> Line:
        words = self._words
        text = words.text("unanswered.text", text=missed.text) if missed.text else ""
        when = short_day(missed.last, words)
        told = words.line("unanswered.row", count=missed.count, date=when)
        why = words.line(f"unanswered.{missed.mark}")
        about = line(" ", code(missed.agreement_id)) if missed.agreement_id else Line()
        return joined([line(f"{mark} {text}".strip()), told, line(why, about)], " · ")

    def _turning(self, page: int, count: int) -> Iterator[tuple[Button, ...]]:
        turning: list[Button] = []
        if page > 0:
            turning.append(
                Button(self._words.text("button.back"), Action(QUEUE, "", str(page - 1)))
            )
        if count > (page + 1) * PAGE:
            turning.append(
                Button(self._words.text("button.next"), Action(QUEUE, "", str(page + 1)))
            )
        if turning:
            yield tuple(turning)

    def entry(self, missed: Missed, unknown: tuple[str, ...], *, opens: bool) -> Reply:
        """Return one entry with what can be done.

        `unknown`: its words that nothing explains. `opens`: its record is there to be opened.
        """
        words = self._words
        row: list[Button] = []
        if opens:
            label = words.text("button.open-record")
            row.append(Button(label, Action("open", missed.agreement_id)))
        row.append(Button(words.text("button.dismiss"), Action(DISMISS, "", missed.key)))
        back = (Button(words.text("button.unanswered"), Action(QUEUE, "", "0")),)
        names = tuple(self._naming(missed, unknown[:MOST_NAMES]))
        return Reply((self._row("•", missed),), (*names, tuple(row), back))

    def _naming(self, missed: Missed, unknown: tuple[str, ...]) -> Iterator[tuple[Button, ...]]:
        """Yield a row for each name that may get a meaning; one alone need not be told apart."""
        for place, name in enumerate(unknown):
            key = "button.make-alias" if len(unknown) == 1 else "button.make-alias-of"
            label = self._words.text(key, name=name[:LONGEST_NAME])
            yield (Button(label, Action(ALIAS, "", f"{missed.key}.{place}")),)

    def meaning(self, name: str) -> Reply:
        """Return the question for what a name stands for."""
        return Reply((self._words.line("unanswered.meaning", name=name),))

    def told(self, text: str, key: str) -> Reply:
        """Return what an administrator is told of something missing; a key opens it."""
        words = self._words
        asked = words.line("unanswered.told", text=text)
        if not key:
            return Reply((asked,))
        button = Button(words.text("button.open-entry"), Action(ENTRY, "", key))
        return Reply((asked,), ((button,),))
