"""/unanswered: questions that found no answer, page by page: opened, explained or dismissed."""

from __future__ import annotations

from telegram.error import BadRequest

from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.inquiring.aliasing import AliasHandlers
from bot.handlers.tapped import Tapped
from bot.inquiries.book import InquiryBook
from bot.inquiries.missed import Missed
from bot.people.roles import Role, Viewer
from bot.replies.inquiries import ALIAS, DISMISS, QUEUE, InquiryWriter
from bot.replies.lines import Reply


class QueueHandlers:
    """Shows the queue to editors and administrators, in private."""

    def __init__(self, hall: Hall, book: InquiryBook, aliases: AliasHandlers) -> None:
        self._hall = hall
        self._book = book
        self._aliases = aliases

    async def unanswered(self, asked: Asked) -> None:
        """Show the queue."""
        writer = InquiryWriter(asked.language, self._book.days)
        await self._hall.sender.send(asked.place, writer.queue(self._entries(asked.viewer)))

    def _entries(self, viewer: Viewer) -> list[Missed]:
        """Return the entries, without those about records that the viewer may not see."""
        return [missed for missed in self._book.queue() if self._may_see(viewer, missed)]

    def _may_see(self, viewer: Viewer, missed: Missed) -> bool:
        agreement = self._hall.desk.register.get(missed.agreement_id)
        return agreement is None or viewer.may_see(agreement)

    async def tapped(self, tapped: Tapped) -> str:
        """Turn a page, open an entry, give it a meaning, or dismiss it."""
        words = tapped.words
        if tapped.viewer.role < Role.EDITOR or not tapped.viewer.in_private:
            return words.text("access.tap")
        writer = InquiryWriter(tapped.language, self._book.days)
        if tapped.action.verb == QUEUE:
            page = int(tapped.action.detail)
            await self._show(tapped, writer.queue(self._entries(tapped.viewer), page))
            return ""
        key, _, place = tapped.action.detail.partition(".")
        missed = self._book.get(key)
        if missed is None or not self._may_see(tapped.viewer, missed):
            return words.text("unanswered.gone")
        if tapped.action.verb == DISMISS:
            await self._book.dismiss(missed)
            await self._show(tapped, writer.queue(self._entries(tapped.viewer)))
            return words.text("unanswered.dismissed")
        if tapped.action.verb == ALIAS:
            return await self._aliases.begin(tapped, missed, int(place))
        opens = self._hall.desk.register.get(missed.agreement_id) is not None
        await self._show(tapped, writer.entry(missed, self._aliases.unknown(missed), opens=opens))
        return ""

    async def _show(self, tapped: Tapped, reply: Reply) -> None:
        message = tapped.message
        try:
            await self._hall.sender.edit(message.chat.id, [message.message_id], reply)
        except BadRequest:
            # The message is too old to be edited or was deleted.
            await self._hall.sender.send(tapped.place, reply)
