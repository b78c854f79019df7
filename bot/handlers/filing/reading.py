"""Fetches, reads and compares a file somebody sent, and tells how far it is with a long one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.agreements.text import Language
from bot.handlers.downloads import DownloadRefused, SentFile, fetched
from bot.handlers.filing.waiting import WaitingFile, digest_of
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.importing.comparing import Comparison
from bot.importing.reading import Reading
from bot.importing.refusals import FileRefused
from bot.replies.lines import Line, Reply
from bot.replies.words import words_in
from bot.upkeep.import_words import refusal_line
from bot.upkeep.imports import Imports

#: Files and imports from these sizes on (bytes, records) take so long that progress is told.
LONG_FILE, LONG_IMPORT = 300_000, 1_000


class NotRead(Exception):  # noqa: N818  # it names what happened: the file was not read
    """A file that was not read; `line` tells its sender why."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.text)
        self.line = line


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was fetched, read and compared."""

    data: bytes
    reading: Reading
    comparison: Comparison


class Progress:
    """One message that tells how far a long import is; nothing is told of a short one."""

    def __init__(self, hall: Hall, place: Place, language: Language, *, is_long: bool) -> None:
        self._hall = hall
        self._place = place
        self.words = words_in(language)
        self._is_long = is_long
        self._ids: list[int] = []

    async def tell(self, key: str, **values: object) -> None:
        """Tell what is done now, in place of what was done before."""
        if self._is_long:
            await self._show(Reply((self.words.line(key, **values),)))

    async def end(self, reply: Reply) -> None:
        """Put the result in place of the progress, or send it where none was told."""
        await self._show(reply)

    async def _show(self, reply: Reply) -> None:
        if self._ids:
            await self._hall.sender.edit(self._place.chat_id, self._ids[:1], reply)
        else:
            self._ids = await self._hall.sender.send(self._place, reply)


class FileReader:
    """Reads files one after the other, each in a process of its own."""

    def __init__(self, hall: Hall, imports: Imports) -> None:
        self._hall = hall
        self.imports = imports
        # One at a time: a workbook may ask for much memory.
        self._turn = asyncio.Lock()

    async def again(self, waiting: WaitingFile, progress: Progress) -> Read:
        """Fetch, read and compare a file that waits.

        Raises NotRead where it is gone, is another one, or is refused.
        """
        data = await self.data_of(waiting.sent, progress.words.language)
        if digest_of(data) != waiting.digest:
            raise NotRead(progress.words.line("import.file-changed"))
        return await self.read(waiting, data, progress)

    async def data_of(self, sent: SentFile, language: Language) -> bytes:
        """Fetch a file. Raises NotRead with what is wrong with it."""
        try:
            return await fetched(self._hall.bot, sent)
        except DownloadRefused as refused:
            raise NotRead(words_in(language).line(refused.key)) from None

    async def read(self, waiting: WaitingFile, data: bytes, progress: Progress) -> Read:
        """Read and compare a file. Raises NotRead with why it is refused."""
        async with self._turn:
            try:
                reading = await asyncio.to_thread(self.imports.read, data, waiting.name)
            except FileRefused as refused:
                raise NotRead(refusal_line(refused, progress.words)) from None
            await progress.tell("import.comparing", count=reading.row_count)
            reading = waiting.with_choices(reading)
            register = self.imports.on_record()
            comparison = await asyncio.to_thread(self.imports.compared, reading, register)
            return Read(data, reading, comparison)
