"""Fetches files that people send: bounded before and after, refused in words."""

from __future__ import annotations

from telegram import Document, Message
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

#: Telegram hands no bot a larger file.
MOST_BYTES = 20 * 1024 * 1024


class DownloadRefused(Exception):  # noqa: N818  # it names a refusal, not a failure of ours
    """A file that was not fetched; `key` is the message that tells why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def document_of(message: Message) -> Document | None:
    """Return the file that a command stands under, or that it replies to."""
    replied = message.reply_to_message
    return message.document or (replied.document if replied else None)


async def fetched(bot: ExtBot[int], document: Document, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes. Raises DownloadRefused, with nothing kept.

    What the message says of a file is its sender's word: the size is looked at before and after,
    the name and type are not trusted with anything.
    """
    if document.file_size is not None and document.file_size > most:
        raise DownloadRefused("file.too-big")
    try:
        file = await bot.get_file(document.file_id)
        if file.file_size is not None and file.file_size > most:
            raise DownloadRefused("file.too-big")
        data = bytes(await file.download_as_bytearray())
    except BadRequest as error:
        too_big = "too big" in error.message.casefold()
        raise DownloadRefused("file.too-big" if too_big else "file.gone") from None
    except NetworkError:
        raise DownloadRefused("file.not-fetched") from None
    except TelegramError:
        raise DownloadRefused("file.gone") from None
    if len(data) > most:
        raise DownloadRefused("file.too-big")
    if not data:
        raise DownloadRefused("file.empty")
    return data
