"""/attach and /attachments: texts and links kept with a record, and given to who may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.agreements.agreement import Agreement, Evidence, StoredFile
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.handlers.asked import Asked
from bot.handlers.downloads import DownloadRefused, SentFile, fetched, file_in, file_of
from bot.handlers.prompts import Prompt
from bot.handlers.rooms import AnswersPrompt, Command
from bot.handlers.tapped import OtherTap, Tapped
from bot.handlers.upkeep.changing import Changing
from bot.handlers.upkeep.desk import Somebody, UpkeepDesk
from bot.handlers.upkeep.typed import code_and_rest
from bot.people.roles import Role
from bot.replies.attachments import (
    ATTACHMENT,
    ATTACHMENTS,
    Added,
    AttachmentsReply,
    described,
)
from bot.replies.lines import EMPTY, Reply
from bot.replies.upkeep import LogReply
from bot.upkeep.attaching import attached, attached_by, kept_file, link_in
from bot.upkeep.plans import amending
from bot.upkeep.proposals import Proposals

#: The prompt whose answer is a file or a link; its detail is the record's code.
ATTACH = "attach"


class Attaching:
    """Keeps what is sent, has it confirmed as any change, and hands it out."""

    def __init__(self, desk: UpkeepDesk, changing: Changing) -> None:
        self._desk = desk
        self._changing = changing
        self._hall = desk.hall
        self._proposals = Proposals(desk.hall.desk.store, desk.hall.desk.clock)

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands that are answered here."""
        return (
            Command("attach", self.attach, Role.EDITOR, changes=True, in_groups=False),
            Command("attachments", self.attachments),
        )

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here."""
        return {ATTACHMENTS: self.list_tapped, ATTACHMENT: self.file_tapped}

    @property
    def prompts(self) -> Mapping[str, AnswersPrompt]:
        """The questions whose answers are taken here."""
        return {ATTACH: self.answered}

    # -- attaching ------------------------------------------------------------------------------

    async def attach(self, asked: Asked) -> None:
        """Attach the file that a command stands under or replies to, or the link after it."""
        typed, rest = code_and_rest(asked.text)
        record = await self._desk.record(asked, typed, "attach")
        if record is None:
            return
        sent = file_of(asked.message, self._hall.desk.time_zone)
        if sent is None and not rest:
            question = Reply((asked.words.line("attachment.ask", id=record.id),))
            await self._desk.ask(asked, question, ATTACH, record.id)
        else:
            await self._take(asked, record, sent, rest)

    async def answered(self, asked: Asked, prompt: Prompt) -> None:
        """Take the file or link that was asked for."""
        record = self._desk.found(asked, prompt.detail)
        if record is None or record.removed:
            await self._desk.stop_asking(asked)
            await self._desk.record(asked, prompt.detail, "attach")
            return
        sent = file_in(asked.message, self._hall.desk.time_zone)
        if await self._take(asked, record, sent, asked.text):
            await self._desk.stop_asking(asked)

    async def _take(
        self, asked: Asked, record: Agreement, sent: SentFile | None, typed: str
    ) -> bool:
        """Show what would be attached; returns whether it could be read."""
        if sent is None:
            item = link_in(typed)
            if item is None:
                await self._desk.say(asked, asked.words.line("attachment.usage", id=record.id))
                return False
        else:
            try:
                data = await fetched(self._hall.bot, sent)
            except DownloadRefused as refused:
                key = "attachment.too-big" if refused.key == "file.too-big" else refused.key
                await self._desk.say(asked, asked.words.line(key))
                return False
            # Safe on the disk before anything names it, so that no confirmed change can lack it.
            stored = StoredFile(await self._hall.desk.files.keep(data), len(data))
            item = kept_file(sent.name, stored, typed)
        plan = amending(record, attached(record, item))
        first = [described(item, asked.words)]
        if asked.message.media_group_id:
            first.append(asked.words.line("attachment.one-of-several", id=record.id))
        await self._changing.preview(asked, plan, first=(*first, EMPTY))
        return True

    # -- handing out ----------------------------------------------------------------------------

    async def attachments(self, asked: Asked) -> None:
        """List what is attached to a record."""
        typed, _ = code_and_rest(asked.text)
        if not typed:
            await self._desk.say(asked, asked.words.line("upkeep.which", command="attachments"))
            return
        record = self._seen(asked, typed)
        if record is None:
            await self._desk.refuse(asked, AgreementError(Problem(Reason.NOT_FOUND, "id", typed)))
            return
        await self._desk.reply(asked, self._writer(asked, record.id).reply(record))

    async def list_tapped(self, tapped: Tapped) -> str:
        """List what is attached to the record under whose card the button stands."""
        record = self._seen(tapped, tapped.action.agreement_id)
        if record is None:
            return tapped.words.text("access.tap")
        await self._desk.reply(tapped, self._writer(tapped, record.id).reply(record))
        return ""

    async def file_tapped(self, tapped: Tapped) -> str:
        """Send a file to somebody who may see its record, or who decides whether it gets there."""
        code, start = tapped.action.agreement_id, tapped.action.detail
        found = (i for i in self._reachable(tapped, code) if _is_meant(i, start))
        item = next(found, None)
        if item is None or item.file is None:
            return tapped.words.text("access.tap")
        data = await self._hall.desk.files.read(item.file.sha256)
        if data is None:
            await self._desk.say(tapped, tapped.words.line("attachment.lost", name=item.source))
            return ""
        caption = self._writer(tapped, code).caption(code, item)
        await self._hall.sender.send_document(tapped.place, data, item.source, caption)
        return ""

    def _seen(self, somebody: Somebody, typed: str) -> Agreement | None:
        """Return a record where somebody may see it here."""
        record = self._hall.desk.register.get(typed)
        return record if record and somebody.viewer.may_see(record) else None

    def _reachable(self, tapped: Tapped, code: str) -> Iterator[Evidence]:
        """Yield what is attached to a record, and to whoever decides also what is proposed."""
        record = self._seen(tapped, code)
        if record is None:
            return
        yield from record.attachments
        viewer = tapped.viewer
        if viewer.in_private and viewer.role is Role.ADMINISTRATOR:
            for plan in self._proposals.changes_of(record.id):
                yield from plan.applied(record).attachments

    def _writer(self, somebody: Somebody, code: str) -> AttachmentsReply:
        """Return what writes the list; who attached something is told to who may see changes."""
        entries = self._hall.desk.register.history(code)
        log = LogReply(self._desk.values(somebody), self._hall.desk.time_zone)
        viewer = somebody.viewer
        names = viewer.in_private and viewer.role >= Role.EDITOR

        def added(item: Evidence) -> Added | None:
            entry = attached_by(entries, item)
            return Added(log.date(entry), log.name(entry) if names else "") if entry else None

        return AttachmentsReply(somebody.language, added)


def _is_meant(item: Evidence, start: str) -> bool:
    return item.file is not None and bool(start) and item.file.sha256.startswith(start)
