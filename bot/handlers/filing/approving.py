"""A second pair of eyes for an import, and for taking one back: what is shown, and what is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from bot.agreements.errors import AgreementError
from bot.handlers.filing.choosing import VERB
from bot.handlers.filing.reading import LONG_FILE, FileReader, NotRead, Progress, Read
from bot.handlers.filing.waiting import WaitingFile, waiting_in
from bot.handlers.hall import Hall
from bot.handlers.tapped import Tapped
from bot.handlers.upkeep.proposed import Decided, Rows
from bot.handlers.upkeep.proposing import Proposing
from bot.people.roles import Viewer
from bot.register import Also
from bot.replies.lines import Action, Button, Line, Reply
from bot.replies.words import Words
from bot.upkeep.batches import Done, TakenBack
from bot.upkeep.import_words import counts_line, counts_of
from bot.upkeep.imports import Imports
from bot.upkeep.proposals import Proposal, ProposalGoneError

#: The kinds of proposals; what each is called stands in the messages under these names.
IMPORT, UNDO = "import", "undo"
#: What the button does that sends the differences of a proposed import.
DIFFERENCES = "p"


class ProposedImport:
    """An import that its sender confirmed; its detail is the file and what was shown of it."""

    name = IMPORT

    def __init__(self, hall: Hall, imports: Imports, reader: FileReader) -> None:
        self._hall = hall
        self._imports = imports
        self._reader = reader

    def lines(self, proposal: Proposal, viewer: Viewer, words: Words) -> Iterator[Line]:
        """Yield the file's name and what would be done with how many records."""
        yield words.line("import.asks-approval", file=proposal.about)
        yield counts_line(json.loads(proposal.detail)["counts"], words)

    def more_buttons(self, proposal: Proposal, words: Words) -> Rows:
        """Return the button that sends the differences, field by field."""
        label = words.text("import.button.differences")
        return ((Button(label, Action(VERB, "", f"{DIFFERENCES}.{proposal.key}")),),)

    async def approve(self, tapped: Tapped, proposal: Proposal, also: Also) -> Decided:
        """Take in what was shown; where that has changed, it waits on as it would be now."""
        waiting = proposed_file(proposal)
        is_long = waiting.size > LONG_FILE
        progress = Progress(self._hall, tapped.place, tapped.language, is_long=is_long)
        try:
            await progress.tell("import.reading")
            read = await self._reader.again(waiting, progress)
        except NotRead as not_read:
            await progress.end(Reply((not_read.line,)))
            return Decided(waits=proposal.detail)
        if not read.comparison.taken:
            await progress.end(Reply((tapped.words.line("import.nothing-to-do"),)))
            return Decided(more="import.nothing-to-do")
        try:
            done = await self._taken_in(tapped, proposal, waiting, read, also)
        except ProposalGoneError:
            await progress.end(Reply((tapped.words.line("proposal.gone"),)))
            raise
        if done is None:
            read = await self._reader.read(waiting, read.data, progress)
            late = tapped.words.line("import.approval-late")
            return Decided(detail_of(waiting, read), (late,))
        await progress.end(done_reply(done, tapped.words))
        return Decided()

    async def _taken_in(
        self, tapped: Tapped, proposal: Proposal, waiting: WaitingFile, read: Read, also: Also
    ) -> Done | None:
        """Take in what was shown; None, with nothing changed, where it is not that any more."""
        comparison, sender = read.comparison, proposal.actor
        if comparison.digest != waiting.compared:
            return None
        try:
            return await self._imports.take_in(comparison, sender, waiting.name, tapped.actor, also)
        except AgreementError:
            return None


class ProposedUndo:
    """The taking back of an import; its detail is the name of the batch and how much it changed."""

    name = UNDO

    def __init__(self, hall: Hall, imports: Imports) -> None:
        self._hall = hall
        self._imports = imports

    def lines(self, proposal: Proposal, viewer: Viewer, words: Words) -> Iterator[Line]:
        """Yield the name of the file whose import would be taken back, and how much that is."""
        count = json.loads(proposal.detail)["count"]
        yield words.line("import.asks-undo", file=proposal.about, count=count)

    def more_buttons(self, proposal: Proposal, words: Words) -> Rows:
        """Return none: what it takes back stands in the history of the records."""
        return ()

    async def approve(self, tapped: Tapped, proposal: Proposal, also: Also) -> Decided:
        """Take the import back; what was changed since stays, and is told."""
        batch = json.loads(proposal.detail)["batch"]
        taken_back = await self._imports.batches.undo(batch, proposal.actor, tapped.actor, also)
        reply = undone_reply(taken_back, tapped.words)
        nothing = "import.undone-nothing"
        lines = reply or Reply((tapped.words.line(nothing),))
        await self._hall.sender.send(tapped.place, lines)
        return Decided(more="" if reply else nothing)


class Approving:
    """Lets imports, and taking them back, wait for somebody else where that is wanted."""

    def __init__(
        self, hall: Hall, imports: Imports, reader: FileReader, proposing: Proposing
    ) -> None:
        self._imports = imports
        self._proposing = proposing
        proposing.knows(ProposedImport(hall, imports, reader))
        proposing.knows(ProposedUndo(hall, imports))

    def is_needed(self, tapped: Tapped) -> bool:
        """Return whether what this person does waits for somebody else."""
        return self._proposing.is_needed_for(tapped)

    async def propose_import(self, tapped: Tapped, waiting: WaitingFile, read: Read) -> Reply:
        """Let an import wait that its sender confirmed; returns what to tell of it."""
        detail = detail_of(waiting, read)
        return Reply((await self._proposing.propose(tapped, IMPORT, waiting.name, detail),))

    async def propose_undo(self, tapped: Tapped, batch: str) -> Reply | None:
        """Let the taking back of an import wait; None where nothing of it is left."""
        name, count = await self._imports.undoable(batch)
        if not count:
            return None
        detail = json.dumps({"batch": batch, "count": count})
        return Reply((await self._proposing.propose(tapped, UNDO, name, detail),))


def detail_of(waiting: WaitingFile, read: Read) -> str:
    """Return what a proposal of an import keeps."""
    waiting = replace(waiting, compared=read.comparison.digest)
    kept = {"file": waiting.as_text(), "counts": counts_of(read.comparison)}
    return json.dumps(kept, ensure_ascii=False)


def proposed_file(proposal: Proposal) -> WaitingFile:
    """Return the file whose import is proposed."""
    return waiting_in(json.loads(proposal.detail)["file"])


def done_reply(done: Done, words: Words) -> Reply:
    """Return what an import came to, with the button that takes it back."""
    changed = len(done.entries) - done.added
    line = words.line("import.done", count=len(done.entries), new=done.added, changed=changed)
    undo = Button(words.text("import.button.undo"), Action(VERB, "", f"u.{done.batch}"))
    return Reply((line,), ((undo,),))


def undone_reply(taken_back: TakenBack, words: Words) -> Reply | None:
    """Return what was taken back and what stays; None where nothing was left of it."""
    if not taken_back.entries and not taken_back.left:
        return None
    lines = [words.line("import.undone", count=len(taken_back.entries))]
    if taken_back.left:
        codes = ", ".join(taken_back.left[:20]) + " …" * (len(taken_back.left) > 20)
        lines.append(words.line("import.undone-left", codes=codes))
    return Reply(tuple(lines))
