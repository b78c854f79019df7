"""What the running process needs of whatever brings it updates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from telegram.ext import Application, ExtBot

Library = Application[ExtBot[int], Any, Any, Any, Any, Any]
Sleep = Callable[[float], Awaitable[None]]
Now = Callable[[], float]
#: Asks the process to end with a status.
Stop = Callable[[int], None]

#: What the bot wants to hear of. Told at each start: unset, Telegram keeps the setting before.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
INLINE_UPDATES = (*ALLOWED_UPDATES, "inline_query")
#: Another instance keeps taking this one's updates.
EXIT_CONFLICT = 3
#: Telegram does not know the token.
EXIT_WRONG_TOKEN = 1


class Source(Protocol):
    """Brings updates until it is stopped."""

    async def start(self) -> None:
        """Begin, however long the network takes."""

    async def stop(self) -> None:
        """Take no further update; what was taken is still handled."""

    async def check(self) -> None:
        """Look whether updates can still come; called each minute."""
