"""Each update is handled once, also when it is delivered twice, and several at the same time."""

from __future__ import annotations

import inspect
import logging
from collections import OrderedDict
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.tally import Tally

_log = logging.getLogger(__name__)
#: So many ids are remembered; a repetition comes within seconds or minutes.
MOST_REMEMBERED = 4_096


class OnceEach(BaseUpdateProcessor):
    """Drops what was delivered before: a webhook is pushed to again when its answer was lost."""

    def __init__(
        self, at_once: int, most: int = MOST_REMEMBERED, tally: Tally | None = None
    ) -> None:
        super().__init__(at_once)
        self._most = most
        self._tally = tally or Tally()
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update unless it was handled, or is being handled, already."""
        if isinstance(update, Update) and self._is_repeated(update.update_id):
            self._tally.count("updates", "repeated")
            _log.info("update %d was delivered again", update.update_id)
            if inspect.iscoroutine(coroutine):
                coroutine.close()
            return
        await coroutine

    def _is_repeated(self, update_id: int) -> bool:
        if update_id in self._seen:
            self._seen.move_to_end(update_id)
            return True
        self._seen[update_id] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return False
