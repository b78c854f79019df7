"""What is said of the files and links that are attached to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.agreements.agreement import Agreement, Evidence
from bot.agreements.text import Language
from bot.replies.lines import Action, Button, Line, Reply, Span, Style, code, joined, line
from bot.replies.words import Words, words_in

#: Verbs of the buttons: the list of a record's attachments, and one of its files.
ATTACHMENTS, ATTACHMENT = "attachments", "attachment"
#: A button carries so much of a file's hash: enough to tell the files of one record apart.
SHORT_HASH = 12
#: So many stand in one message, each file with a button.
MOST_SHOWN = 24
_KILOBYTE = 1_000
#: A button's words are cut after so many characters.
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Added:
    """When something was attached, and by whom where the reader may know that."""

    date: str
    name: str = ""


def size_text(size: int, words: Words) -> str:
    """Return a file's length: "340 kB", "1.2 MB"."""
    if size < _KILOBYTE**2:
        return words.text("attachment.kilobytes", size=f"{max(size / _KILOBYTE, 1):,.0f}")
    return words.text("attachment.megabytes", size=f"{size / _KILOBYTE**2:,.1f}")


def attachments_button(agreement: Agreement, words: Words) -> tuple[Button, ...]:
    """Return the button that shows what is attached to a record, where anything is."""
    count = len(agreement.attachments)
    if not count:
        return ()
    label = words.text("button.attachments", count=count)
    return (Button(label, Action(ATTACHMENTS, agreement.id)),)


def file_buttons(agreement_id: str, items: Iterable[Evidence]) -> tuple[tuple[Button, ...], ...]:
    """Return a row for each file that fetches it, with its name."""
    return tuple(
        (Button(f"📎 {item.source[:_LONGEST_LABEL]}", _file(agreement_id, item)),)
        for item in items
        if item.file
    )


def _file(agreement_id: str, item: Evidence) -> Action:
    return Action(ATTACHMENT, agreement_id, item.file.sha256[:SHORT_HASH] if item.file else "")


def described(item: Evidence, words: Words) -> Line:
    """Return what is to be attached, before it is: name, size and hash, or the address."""
    if item.file is None:
        return words.line("attachment.link", link=item.source)
    size = size_text(item.file.size, words)
    return words.line("attachment.file", name=item.source, size=size, sha256=item.file.sha256)


class AttachmentsReply:
    """Writes the list of what is attached; `added` tells when and by whom."""

    def __init__(self, language: Language, added: Callable[[Evidence], Added | None]) -> None:
        self._words = words_in(language)
        self._added = added

    def reply(self, agreement: Agreement) -> Reply:
        """Return the list, with a numbered button for each file."""
        words, items = self._words, agreement.attachments[:MOST_SHOWN]
        if not items:
            return Reply((words.line("attachment.none", id=agreement.id),))
        count = len(agreement.attachments)
        lines = [words.line("attachment.heading", id=agreement.id, count=count)]
        for number, item in enumerate(items, 1):
            lines.append(self._row(number, item))
            note = item.note.in_language(words.language)
            if note:
                lines.append(line("   ", Span(note, Style.ITALIC)))
        row = tuple(
            Button(str(number), _file(agreement.id, item))
            for number, item in enumerate(items, 1)
            if item.file
        )
        if row:
            lines.append(words.line("attachment.fetch"))
        return Reply(tuple(lines), (row,) if row else ())

    def _row(self, number: int, item: Evidence) -> Line:
        words, added = self._words, self._added(item)
        parts = [line(f"{number}. ", Span(item.source, link="" if item.file else item.source))]
        if item.file:
            parts.append(line(size_text(item.file.size, words)))
        if added:
            key = "attachment.added-by" if added.name else "attachment.added"
            parts.append(words.line(key, date=added.date, name=added.name))
        return joined(parts, " · ")

    def caption(self, agreement_id: str, item: Evidence) -> Reply:
        """Return what stands under a file that is sent."""
        told = self._words.line("attachment.caption", id=agreement_id)
        sha256 = item.file.sha256 if item.file else ""
        return Reply((told, line("SHA-256: ", code(sha256))))
