"""Who may write: one process, one thread, one event loop; asked before every write.

Why code and not a comment: a second writing thread left 18 of 80 registers unreadable in our
fault runs, a forked child shares the lock of its parent, and both look harmless.
"""

import asyncio
import os
import threading

from bot.store.errors import StoreMisused


class Owner:
    """The process and thread that made it, and the first event loop that wrote."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._thread = threading.get_ident()
        self._loop: asyncio.AbstractEventLoop | None = None

    def check(self) -> None:
        """Raise StoreMisused in another process or thread than the owner's."""
        if os.getpid() != self._process:
            raise StoreMisused("a forked process must open the register itself")
        if threading.get_ident() != self._thread:
            raise StoreMisused("only the thread that opened the register may write to it")

    def check_loop(self) -> asyncio.AbstractEventLoop:
        """Return the running loop; StoreMisused when it is not the one that wrote first."""
        self.check()
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise StoreMisused("only the event loop that wrote first may write")
        return loop
