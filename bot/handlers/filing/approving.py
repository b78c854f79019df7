"""A second pair of eyes for an import: shown to the other administrators, done by one of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from telegram.error import TelegramError

from bot.agreements.audit import Actor
from bot.agreements.errors import AgreementError
from bot.handlers.confirmations import Confirmation
from bot.handlers.filing.choosing import VERB
from bot.handlers.filing.reading import FileReader, NotRead, Progress, Read
from bot.handlers.filing.waiting import WaitingFile, waiting_in
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.tapped import Tapped
from bot.replies.lines import Action, Button, Line, Reply
from bot.replies.words import Words, words_in
from bot.upkeep.batches import Done
from bot.upkeep.import_words import counts_line
from bot.upkeep.imports import Imports

_log = logging.getLogger(__name__)
#: The kind of confirmation that waits for another administrator.
APPROVAL = "import-approval"
APPROVE, REJECT = "y", "n"


class Approving:
    """Holds imports back until another administrator has looked at them, where that is wanted."""

    def __init__(self, hall: Hall, imports: Imports, reader: FileReader) -> None:
        self._hall = hall
        self._imports = imports
        self._reader = reader

    def is_needed(self, tapped: Tapped) -> bool:
        """Return whether an import of this person waits for somebody else."""
        return self._hall.desk.second_pair.is_needed_for(tapped.viewer.role)

    async def propose(self, tapped: Tapped, waiting: WaitingFile, read: Read) -> Reply:
        """Show an import that its sender confirmed to all who may decide on it."""
        words = tapped.words
        deciders = self._hall.desk.access.administrators - {tapped.user.id}
        if not deciders:
            return Reply((words.line("proposal.nobody"),))
        place, name = tapped.place, tapped.user.full_name
        waiting = replace(waiting, sent_by=name)
        key = await self._hall.confirmations.keep(
            APPROVAL, tapped.user.id, place.chat_id, waiting.as_text()
        )
        told = False
        for one in sorted(deciders):
            theirs = words_in(self._hall.languages.of(one, None))
            lines = tuple(_asking(waiting, read, theirs))
            told = await self._send(one, Reply(lines, (self._buttons(key, theirs),))) or told
        return Reply((words.line("import.proposed" if told else "import.proposed-untold"),))

    def _buttons(self, key: str, words: Words) -> tuple[Button, ...]:
        return tuple(
            Button(words.text(f"button.proposal-{label}"), Action(VERB, "", f"{what}.{key}"))
            for what, label in ((APPROVE, "approve"), (REJECT, "reject"))
        )

    async def decided(self, tapped: Tapped, what: str, kept: Confirmation) -> str:
        """Do an import, or drop it, on the word of an administrator who did not send it."""
        if kept.user_id == tapped.user.id:
            return tapped.words.text("proposal.own")
        if await self._hall.confirmations.take(kept.key) is None:
            return tapped.words.text("proposal.gone")
        if what == APPROVE:
            await self._approved(tapped, kept)
        else:
            told = tapped.words.line("import.rejected-by-you")
            await self._hall.sender.send(tapped.place, Reply((told,)))
            await self._tell(kept, "import.rejected", tapped)
        return ""

    async def _approved(self, tapped: Tapped, kept: Confirmation) -> None:
        waiting = waiting_in(kept.detail)
        progress = Progress(self._hall, tapped.place, tapped.language, is_long=False)
        try:
            read = await self._reader.again(waiting, progress)
        except NotRead as not_read:
            await self._hall.confirmations.put_back(kept)
            await progress.end(Reply((not_read.line,)))
            return
        try:
            done = await self._taken_in(tapped, kept, waiting, read)
        except AgreementError:
            done = None
        if done is None:
            await progress.end(Reply((tapped.words.line("import.approval-late"),)))
            await self._tell(kept, "import.late", tapped)
            return
        await progress.end(done_reply(done, tapped.words))
        await self._tell(kept, "import.approved", tapped)

    async def _taken_in(
        self, tapped: Tapped, kept: Confirmation, waiting: WaitingFile, read: Read
    ) -> Done | None:
        """Take in what was shown; None where it is not that any more."""
        if read.comparison.digest != waiting.compared:
            return None
        sender = Actor(kept.user_id, kept.chat_id, waiting.sent_by)
        return await self._imports.take_in(read.comparison, sender, waiting.name, tapped.actor)

    async def _tell(self, kept: Confirmation, key: str, tapped: Tapped) -> None:
        """Tell who sent the file what came of it."""
        words = words_in(self._hall.languages.of(kept.user_id, None))
        told = words.line(key, name=tapped.user.full_name, file=waiting_in(kept.detail).name)
        await self._send(kept.user_id, Reply((told,)))

    async def _send(self, user_id: int, reply: Reply) -> bool:
        """Write to somebody in private; returns whether it could be done."""
        try:
            await self._hall.sender.send(Place(user_id), reply)
        except TelegramError as error:
            _log.warning("%d was not told of an import: %s", user_id, type(error).__name__)
            return False
        return True


def done_reply(done: Done, words: Words) -> Reply:
    """Return what an import came to, with the button that takes it back."""
    changed = len(done.entries) - done.added
    line = words.line("import.done", count=len(done.entries), new=done.added, changed=changed)
    undo = Button(words.text("import.button.undo"), Action(VERB, "", f"u.{done.batch}"))
    return Reply((line,), ((undo,),))


def _asking(waiting: WaitingFile, read: Read, words: Words) -> Iterator[Line]:
    yield words.line("proposal.by", name=waiting.sent_by)
    yield words.line("import.asks-approval", file=waiting.name)
    yield counts_line(read.comparison, words)
