"""Which failures are sure not to have reached Telegram."""

from __future__ import annotations

import httpx
from telegram.error import NetworkError, TelegramError

_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class NeverSentError(NetworkError):
    """A message was held back until the process was asked to end, and never left."""

    def __init__(self) -> None:
        super().__init__("held back: the process ends")


class PartlySentError(TelegramError):
    """Some parts of a reply were sent, and then one was not."""

    def __init__(self) -> None:
        super().__init__("only some parts were sent")


def never_left(error: TelegramError) -> bool:
    """Return whether a call failed before anything was sent, so that it may be repeated.

    The library puts its transport's exception behind its own as the cause; anything but a failed
    connection (a lost reply, a time-out while reading, a 502 of a proxy) leaves it open.
    """
    if isinstance(error, NeverSentError):
        return True
    return isinstance(error, NetworkError) and isinstance(error.__cause__, _BEFORE_SENDING)
