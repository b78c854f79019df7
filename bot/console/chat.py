"""A conversation in the terminal, as in the messenger: numbers choose what buttons would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from bot.agreements.text import Language
from bot.console.conversation import take_turn
from bot.people.roles import OPERATOR
from bot.register import AgreementRegister
from bot.replies.answers import reply_to
from bot.replies.help import help_lines
from bot.replies.lines import Button, Reply
from bot.replies.plain import terminal_text
from bot.replies.taps import reply_to_tap
from bot.replies.words import words_in
from bot.search.answer import Answer
from bot.search.context import Context

PROMPT = "> "
_LEAVING = frozenset({"exit", "quit", "q", "bye", "ออก", ":q"})


class TerminalChat:
    """One person at a terminal."""

    def __init__(
        self, register: AgreementRegister, today: date, language: Language | None = None
    ) -> None:
        self._register = register
        self._today = today
        self._language = language
        self._context: Context | None = None
        self._buttons: list[Button] = []
        self._listed: Answer | None = None

    def greeting(self) -> Reply:
        """Return what is said before the first question."""
        words = words_in(self._language or "en")
        return Reply(tuple(help_lines(words, len(self._register.agreements))))

    def says(self, text: str) -> Reply:
        """Return the reply to a line: a question, or the number or letter of a button."""
        tapped = self._tapped(text.strip())
        if tapped is not None:
            return tapped
        turn = take_turn(
            self._register, text, self._today, context=self._context, language=self._language
        )
        self._context = turn.context
        self._listed = turn.answer
        self._remember(turn.reply)
        return turn.reply

    def _tapped(self, text: str) -> Reply | None:
        chosen = next((b for b in self._buttons if _key(b, self._buttons) == text.casefold()), None)
        if chosen is None or self._context is None:
            return None
        language = self._language or self._context.question.language
        if chosen.action.verb == "page" and self._listed:
            page = int(chosen.action.detail)
            view = self._register.view(self._today)
            reply = reply_to(self._listed, view, language, page=page, inside=OPERATOR.is_inside)
            self._remember(reply)
            return reply
        view = self._register.view(self._today)
        inside = OPERATOR.is_inside
        tap = reply_to_tap(chosen.action, view, language, self._context, inside=inside)
        self._context = tap.context
        self._remember(tap.reply)
        return tap.reply

    def _remember(self, reply: Reply) -> None:
        shown = (button for row in reply.buttons for button in row)
        # A file can be sent, not shown in a terminal.
        self._buttons = [button for button in shown if button.action.verb != "calendar"]

    def shown(self, reply: Reply, *, styled: bool) -> str:
        """Return a reply with its buttons, each with the key to press."""
        text = terminal_text(reply, styled=styled)
        keys = " ".join(_labels(self._buttons))
        return f"{text}\n\n{keys}" if keys else text


def _key(button: Button, buttons: list[Button]) -> str:
    """Return what to type for a button: its number, or a letter for one with words."""
    if button.label.isdigit():
        return button.label
    others = [other for other in buttons if not other.label.isdigit()]
    return "abcdefghij"[others.index(button) % 10]


def _labels(buttons: list[Button]) -> Iterator[str]:
    for button in buttons:
        key = _key(button, buttons)
        yield f"[{key}]" if button.label == key else f"[{key}: {button.label}]"


def run_chat(register: AgreementRegister, today: date, language: Language | None = None) -> None:
    """Talk until the person leaves; also reads lines from a pipe."""
    chat = TerminalChat(register, today, language)
    interactive = sys.stdin.isatty()
    styled = sys.stdout.isatty()
    print(chat.shown(chat.greeting(), styled=styled), flush=True)
    while True:
        try:
            text = input(f"\n{PROMPT}" if interactive else "")
        except (EOFError, KeyboardInterrupt):
            print()
            return
        except UnicodeDecodeError:
            text = "?"
        if text.strip().casefold() in _LEAVING:
            return
        if not interactive:
            print(f"\n{PROMPT}{text}")
        print(chat.shown(chat.says(text), styled=styled), flush=True)
