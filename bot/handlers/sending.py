"""Sends replies: in parts, with their buttons, as plain text where the markup was refused."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.handlers.callbacks import CallbackCodec
from bot.handlers.certificates import trusted
from bot.handlers.failures import PartlySentError
from bot.handlers.markup import MOST_CAPTION, Part, parts_of
from bot.handlers.places import Place
from bot.replies.lines import Button, Reply

_log = logging.getLogger(__name__)
# The HTTP library tries to import sniffio at every request, twice, and asks the disk each time
# where it is not installed; None ends the search at once, and means asyncio to the library.
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # None is documented for it
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: Buttons in one row; a phone shows no more.
WIDEST_ROW = 8


class SendingRequest(HTTPXRequest):
    """Calls every method but the poll, as many at once as the library does by itself."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=256, httpx_kwargs={"verify": trusted()})


class Sender:
    """Sends and edits replies through one bot."""

    def __init__(self, bot: ExtBot[int], callbacks: CallbackCodec) -> None:
        self._bot = bot
        self._callbacks = callbacks

    def keyboard(self, reply: Reply, chat_id: int) -> InlineKeyboardMarkup | None:
        """Return the buttons of a reply for a chat."""
        rows = [
            [self._button(button, chat_id) for button in row[at : at + WIDEST_ROW]]
            for row in reply.buttons
            for at in range(0, len(row), WIDEST_ROW)
        ]
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, button: Button, chat_id: int) -> InlineKeyboardButton:
        data = self._callbacks.data(button.action, chat_id)
        return InlineKeyboardButton(button.label, callback_data=data)

    async def send(self, place: Place, reply: Reply, *, priority: int = 0) -> list[int]:
        """Send a reply; returns the ids of its messages, in order.

        Only the first part replies to the asker's message; the buttons stand under the last.
        Raises PartlySentError where a later part fails.
        """
        parts = parts_of(reply)
        ids: list[int] = []
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            keyboard = self.keyboard(reply, place.chat_id) if is_last else None
            try:
                message = await self._send_part(
                    place, part, keyboard, first=not ids, priority=priority
                )
            except TelegramError as error:
                if ids:
                    raise PartlySentError from error
                raise
            ids.append(message.message_id)
        return ids

    async def _send_part(
        self,
        place: Place,
        part: Part,
        keyboard: InlineKeyboardMarkup | None,
        *,
        first: bool,
        priority: int,
    ) -> Message:
        quoted = _quoted(place) if first else None

        async def send(text: str, mode: str | None) -> Message:
            return await self._bot.send_message(
                place.chat_id,
                text,
                parse_mode=mode,
                message_thread_id=place.thread_id,
                reply_parameters=quoted,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=priority,
            )

        try:
            return await send(part.html, ParseMode.HTML)
        except BadRequest as error:
            if not is_markup_refused(error):
                raise
            _log.error("markup refused, sent plain: %s", error.message)
            return await send(part.plain, None)

    async def send_document(self, place: Place, data: bytes, name: str, reply: Reply) -> int:
        """Send a file made in memory under a caption of one message; returns the message's id."""
        caption, keyboard = self._caption(place, reply)
        message = await self._bot.send_document(
            place.chat_id,
            data,
            filename=name,
            caption=caption,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.thread_id,
            reply_parameters=_quoted(place),
            reply_markup=keyboard,
        )
        return message.message_id

    async def send_photo(self, place: Place, picture: bytes, reply: Reply) -> int:
        """Send a picture under a caption of one message; returns the message's id."""
        caption, keyboard = self._caption(place, reply)
        message = await self._bot.send_photo(
            place.chat_id,
            picture,
            caption=caption,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.thread_id,
            reply_parameters=_quoted(place),
            reply_markup=keyboard,
        )
        return message.message_id

    def _caption(self, place: Place, reply: Reply) -> tuple[str, InlineKeyboardMarkup | None]:
        (part,) = parts_of(reply, most=MOST_CAPTION)[:1]
        return part.html, self.keyboard(reply, place.chat_id)

    async def edit(self, chat_id: int, message_ids: Sequence[int], reply: Reply) -> list[int]:
        """Put another reply in place of one sent before; returns its messages' ids.

        More parts than before are sent anew by the caller: the ids returned are those edited.
        """
        parts = parts_of(reply)
        edited: list[int] = []
        for number, (message_id, part) in enumerate(zip(message_ids, parts, strict=False)):
            is_last = number == len(parts) - 1
            keyboard = self.keyboard(reply, chat_id) if is_last else None
            await self._edit_part(chat_id, message_id, part, keyboard)
            edited.append(message_id)
        for message_id in message_ids[len(parts) :]:
            await self._bot.delete_message(chat_id, message_id)
        return edited

    async def _edit_part(
        self, chat_id: int, message_id: int, part: Part, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        async def edit(text: str, mode: str | None) -> None:
            await self._bot.edit_message_text(
                text,
                chat_id,
                message_id,
                parse_mode=mode,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
            )

        try:
            await edit(part.html, ParseMode.HTML)
        except BadRequest as error:
            if "not modified" in error.message.casefold():
                return
            if not is_markup_refused(error):
                raise
            _log.error("markup refused, edited plain: %s", error.message)
            await edit(part.plain, None)


def _quoted(place: Place) -> ReplyParameters | None:
    """Return what makes a message a reply to the asker's, also where that one is gone."""
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)


def is_markup_refused(error: BadRequest) -> bool:
    """Return whether Telegram could not read the markup of a text."""
    return "parse entities" in error.message.casefold()
