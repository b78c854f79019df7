"""Fetches files that people send: bounded before and after, refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from telegram import Message, PhotoSize
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

#: Telegram hands no bot a larger file.
MOST_BYTES = 20 * 1024 * 1024


class DownloadRefused(Exception):  # noqa: N818  # it names a refusal, not a failure of ours
    """A file that was not fetched; `key` is the message that tells why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram has it; `name` and `size` (bytes, or None) are its sender's word."""

    file_id: str
    name: str
    size: int | None


def document_of(message: Message) -> SentFile | None:
    """Return the document that a command stands under, or that it replies to."""
    return document_in(message) or (
        document_in(message.reply_to_message) if message.reply_to_message else None
    )


def file_of(message: Message, time_zone: ZoneInfo) -> SentFile | None:
    """Return the document or picture that a command stands under, or that it replies to."""
    replied = message.reply_to_message
    return file_in(message, time_zone) or (file_in(replied, time_zone) if replied else None)


def file_in(message: Message, time_zone: ZoneInfo) -> SentFile | None:
    """Return the document or picture that a message is."""
    return document_in(message) or picture_in(message, time_zone)


def document_in(message: Message) -> SentFile | None:
    """Return the document that a message is."""
    document = message.document
    if document is None:
        return None
    return SentFile(document.file_id, document.file_name or "", document.file_size)


def picture_in(message: Message, time_zone: ZoneInfo) -> SentFile | None:
    """Return the picture that a message is, named by when it was sent: Telegram gives no name."""
    if not message.photo:
        return None
    picture = largest(message.photo)
    sent = message.date.astimezone(time_zone)
    # Telegram makes a JPEG of whatever is sent as a photo.
    return SentFile(picture.file_id, f"photo-{sent:%Y-%m-%d-%H%M}.jpg", picture.file_size)


def largest(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """Return the largest of the sizes in which Telegram has a picture; no order is promised."""
    return max(sizes, key=lambda size: size.width * size.height)


async def fetched(bot: ExtBot[int], sent: SentFile, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes. Raises DownloadRefused, with nothing kept.

    What the message says of a file is its sender's word: the size is looked at before and after,
    the name and type are not trusted with anything.
    """
    if sent.size is not None and sent.size > most:
        raise DownloadRefused("file.too-big")
    try:
        file = await bot.get_file(sent.file_id)
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
