"""Taking a spreadsheet in: sent, read, shown, confirmed by its sender, taken back with one tap."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.agreements.errors import AgreementError
from bot.agreements.text import Language
from bot.handlers.asked import Asked
from bot.handlers.confirmations import CANCEL, CONFIRM, Confirmation
from bot.handlers.downloads import MOST_BYTES, SentFile, document_in, document_of
from bot.handlers.filing.approving import (
    DIFFERENCES,
    Approving,
    done_reply,
    proposed_file,
    undone_reply,
)
from bot.handlers.filing.choosing import VERB, choice_of, column_choices, field_choices
from bot.handlers.filing.reading import (
    LONG_FILE,
    LONG_IMPORT,
    FileReader,
    NotRead,
    Progress,
    Read,
)
from bot.handlers.filing.waiting import KIND, WaitingFile, waiting_in
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.rooms import Doer
from bot.handlers.tapped import Tapped
from bot.handlers.upkeep.proposing import Proposing
from bot.importing.comparing import Outcome
from bot.people.roles import Role
from bot.replies.lines import Action, Button, Line, Reply
from bot.replies.values import ValueWords
from bot.replies.words import Words, words_in
from bot.upkeep.difference_file import FILE_NAME, difference_file
from bot.upkeep.import_words import not_understood, preview_lines
from bot.upkeep.imports import Imports
from bot.upkeep.proposals import Proposals


class Importing:
    """Takes files in, for administrators in private."""

    def __init__(self, hall: Hall, proposing: Proposing) -> None:
        self._hall = hall
        desk = hall.desk
        self._imports = Imports(desk.store, desk.register, desk.clock)
        self._reader = FileReader(hall, self._imports)
        self._approving = Approving(hall, self._imports, self._reader, proposing)
        self._proposals = Proposals(desk.store, desk.clock)
        self._busy: set[int] = set()

    @property
    def doer(self) -> Doer:
        """Who does what was confirmed."""
        return Doer(Role.ADMINISTRATOR, self.confirmed)

    # -- what is sent ---------------------------------------------------------------------------

    async def command(self, asked: Asked) -> None:
        """Take the file of the message, or of the one replied to."""
        document = document_of(asked.message)
        if document is None:
            await self._say(asked.place, asked.words.line("import.how"))
        else:
            await self._received(asked, document)

    async def document(self, asked: Asked) -> None:
        """Take a file that was sent without a word."""
        if asked.viewer.role < Role.ADMINISTRATOR:
            await self._say(asked.place, asked.words.line("gate.administrator"))
            return
        document = document_in(asked.message)
        if document is not None:
            await self._received(asked, document)

    async def _received(self, asked: Asked, sent: SentFile) -> None:
        """Read a file and show what an import of it would do."""
        if asked.user.id in self._busy:
            await self._say(asked.place, asked.words.line("import.busy"))
            return
        self._busy.add(asked.user.id)
        is_long = LONG_FILE < (sent.size or 0) <= MOST_BYTES
        progress = Progress(self._hall, asked.place, asked.language, is_long=is_long)
        try:
            await progress.tell("import.reading")
            data = await self._reader.data_of(sent, asked.language)
            waiting = WaitingFile.of(sent, data)
            read = await self._reader.read(waiting, data, progress)
            await self._preview(asked.user.id, waiting, read, progress, asked.place, asked.language)
        except NotRead as not_read:
            await progress.end(Reply((not_read.line,)))
        finally:
            self._busy.discard(asked.user.id)

    async def _preview(
        self,
        user_id: int,
        waiting: WaitingFile,
        read: Read,
        progress: Progress,
        place: Place,
        language: Language,
        before: tuple[Line, ...] = (),
    ) -> None:
        """Keep a file until its sender confirms it, and show what would be done."""
        words = words_in(language)
        waiting = replace(waiting, compared=read.comparison.digest)
        confirmations = self._hall.confirmations
        key = await confirmations.keep(KIND, user_id, place.chat_id, waiting.as_text())
        lines = (*before, *preview_lines(read.reading, read.comparison, words))
        await progress.end(Reply(lines, tuple(_preview_buttons(key, read, words))))

    # -- what is tapped -------------------------------------------------------------------------

    async def tapped(self, tapped: Tapped) -> str:
        """Show the differences or the columns, take a column for a field, or undo an import."""
        what, _, rest = tapped.action.detail.partition(".")
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.place.is_private:
            return tapped.words.text("access.tap")
        if what == "u":
            return await self._undone(tapped, rest)
        if what == DIFFERENCES:
            return await self._proposed_differences(tapped, rest)
        key, _, detail = rest.partition(".")
        kept = self._hall.confirmations.get(key)
        if kept is None or kept.kind != KIND:
            return tapped.words.text("import.gone")
        if kept.user_id != tapped.user.id:
            return tapped.words.text("import.other-person")
        return await self._shown(tapped, what, kept, detail)

    async def _shown(self, tapped: Tapped, what: str, kept: Confirmation, detail: str) -> str:
        waiting = waiting_in(kept.detail)
        progress = Progress(self._hall, tapped.place, tapped.language, is_long=False)
        try:
            read = await self._reader.again(waiting, progress)
        except NotRead as not_read:
            await self._say(tapped.place, not_read.line)
            return ""
        words = tapped.words
        if what == "d":
            await self._send_differences(tapped, read)
        elif what == "s":
            await self._show(tapped, column_choices(read.reading, kept.key, words))
        elif what == "c":
            await self._show(tapped, field_choices(read.reading, kept.key, detail, words))
        elif what == "f":
            await self._take_column(tapped, kept, waiting, read, detail)
        return ""

    async def _proposed_differences(self, tapped: Tapped, key: str) -> str:
        """Send the differences of an import that waits for somebody's approval."""
        proposal = self._proposals.get(key)
        if proposal is None:
            return tapped.words.text("proposal.gone")
        progress = Progress(self._hall, tapped.place, tapped.language, is_long=False)
        try:
            read = await self._reader.again(proposed_file(proposal), progress)
        except NotRead as not_read:
            await self._say(tapped.place, not_read.line)
            return ""
        await self._send_differences(tapped, read)
        return ""

    async def _send_differences(self, tapped: Tapped, read: Read) -> None:
        values = ValueWords(tapped.words, self._imports.vocabulary)
        data = await asyncio.to_thread(difference_file, read.comparison, values)
        caption = Reply((tapped.words.line("import.differences-caption"),))
        await self._hall.sender.send_document(tapped.place, data, FILE_NAME, caption)

    async def _take_column(
        self,
        tapped: Tapped,
        kept: Confirmation,
        waiting: WaitingFile,
        read: Read,
        detail: str,
    ) -> None:
        """Take a column for the field that was chosen, and show what an import would do now."""
        choice = choice_of(read.reading, detail)
        if choice is None or await self._hall.confirmations.take(kept.key) is None:
            await self._say(tapped.place, tapped.words.line("import.gone"))
            return
        waiting = waiting.chosen(*choice)
        progress = Progress(self._hall, tapped.place, tapped.language, is_long=False)
        again = await self._reader.read(waiting, read.data, progress)
        await self._preview(kept.user_id, waiting, again, progress, tapped.place, tapped.language)

    async def confirmed(self, tapped: Tapped, kept: Confirmation) -> str:
        """Do an import that its sender confirmed; nothing is done where anything differs now."""
        waiting = waiting_in(kept.detail)
        words, place = tapped.words, tapped.place
        is_long = waiting.size > LONG_FILE
        progress = Progress(self._hall, place, tapped.language, is_long=is_long)
        try:
            await progress.tell("import.reading")
            read = await self._reader.again(waiting, progress)
        except NotRead as not_read:
            await self._hall.confirmations.put_back(kept)
            count = Button(words.text("button.confirm"), Action(CONFIRM, "", kept.key))
            cancel = Button(words.text("import.button.cancel"), Action(CANCEL, "", kept.key))
            await progress.end(Reply((not_read.line,), ((count, cancel),)))
            return ""
        if read.comparison.digest == waiting.compared:
            if self._approving.is_needed(tapped):
                await progress.end(await self._approving.propose_import(tapped, waiting, read))
                return ""
            try:
                return await self._take_in(tapped, waiting, read, progress)
            except AgreementError:
                read = await self._reader.read(waiting, read.data, progress)
        before = (words.line("import.changed-meanwhile"),)
        await self._preview(kept.user_id, waiting, read, progress, place, tapped.language, before)
        return ""

    async def _take_in(
        self, tapped: Tapped, waiting: WaitingFile, read: Read, progress: Progress
    ) -> str:
        count = len(read.comparison.taken)
        if count > LONG_IMPORT:
            await progress.tell("import.taking", count=count)
        done = await self._imports.take_in(read.comparison, tapped.actor, waiting.name)
        await progress.end(done_reply(done, tapped.words))
        return ""

    async def _undone(self, tapped: Tapped, batch: str) -> str:
        """Take a whole import back; what was changed since stays, and is told."""
        if self._approving.is_needed(tapped):
            told = await self._approving.propose_undo(tapped, batch)
        else:
            taken_back = await self._imports.batches.undo(batch, tapped.actor)
            told = undone_reply(taken_back, tapped.words)
        if told is None:
            return tapped.words.text("import.undone-nothing")
        await self._show(tapped, told)
        return ""

    async def _show(self, tapped: Tapped, reply: Reply) -> None:
        await self._hall.sender.send(tapped.place, reply)

    async def _say(self, place: Place, line: Line) -> None:
        await self._hall.sender.send(place, Reply((line,)))


def _preview_buttons(key: str, read: Read, words: Words) -> list[tuple[Button, ...]]:
    count = len(read.comparison.taken)
    differ = len(read.comparison.items) - read.comparison.count(Outcome.SAME)
    rows: list[tuple[Button, ...]] = []
    if not_understood(read.reading):
        rows.append((Button(words.text("import.button.show"), Action(VERB, "", f"s.{key}")),))
    if differ:
        label = words.text("import.button.differences")
        rows.append((Button(label, Action(VERB, "", f"d.{key}")),))
    last = [Button(words.text("import.button.cancel"), Action(CANCEL, "", key))]
    if count:
        label = words.text("import.button.import", count=count)
        last.insert(0, Button(label, Action(CONFIRM, "", key)))
    rows.append(tuple(last))
    return rows
