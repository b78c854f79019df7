"""What is asked of the owner of a record, and what he or she answers, in words."""

from __future__ import annotations

from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.inquiries.requests import Standing, UpdateRequest
from bot.replies.dates import short_day
from bot.replies.lines import Action, Button, Reply
from bot.replies.words import words_in

#: Verbs of the buttons here.
STANDS, PLAIN = "stands", "stands-plain"


class OwnerRequestWriter:
    """Writes requests and their answers in one language."""

    def __init__(self, language: Language) -> None:
        self._words = words_in(language)

    def request(self, agreement: Agreement, request: UpdateRequest, asker: str) -> Reply:
        """Return the question to the owner, with a button for each answer."""
        words = self._words
        name = agreement.name.in_language(words.language)
        asked = words.line("owner-request.asked", name=name, id=agreement.id, asker=asker)
        buttons = tuple(
            Button(words.text(f"button.{standing}"), self._action(STANDS, request, standing))
            for standing in Standing
        )
        return Reply((asked, words.line("owner-request.how")), (buttons,))

    def _action(self, verb: str, request: UpdateRequest, standing: Standing) -> Action:
        return Action(verb, "", f"{request.key}.{standing}")

    def more(self, request: UpdateRequest, standing: Standing) -> Reply:
        """Return the question for a few words, which may also be left out."""
        words = self._words
        asked = words.line("owner-request.more", standing=words.text(f"button.{standing}"))
        button = Button(words.text("button.nothing-to-add"), self._action(PLAIN, request, standing))
        return Reply((asked,), ((button,),))

    def note(self, day: date, who: str, standing: Standing, text: str) -> str:
        """Return the line that goes on the record: the day, the unit, and what was said."""
        words = self._words
        said = words.text(f"owner-request.{standing}")
        head = words.text("owner-request.note", date=short_day(day, words), who=who, said=said)
        return f"{head}: {text}" if text else head

    def kept(self, agreement: Agreement, note: str) -> Reply:
        """Return what the owner is told when the answer is on the record."""
        return Reply((self._words.line("owner-request.kept", id=agreement.id, note=note),))

    def answered(self, agreement: Agreement, note: str) -> Reply:
        """Return what the asker is told; the record can be opened."""
        words = self._words
        name = agreement.name.in_language(words.language)
        told = words.line("owner-request.answered", name=name, id=agreement.id, note=note)
        button = Button(words.text("button.open-record"), Action("open", agreement.id))
        return Reply((told,), ((button,),))
