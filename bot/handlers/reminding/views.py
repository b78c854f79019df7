"""/due, /overdue and /gaps: what somebody may see, in private or in a group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.handlers.asked import Asked
from bot.handlers.sending import Sender
from bot.register import AgreementRegister
from bot.replies.due_views import USUAL_MONTHS, DueViews
from bot.replies.lines import Reply

FARTHEST_MONTHS = 60
Write = Callable[[DueViews], Reply]


class DueHandlers:
    """Answers the commands about dates."""

    def __init__(
        self,
        register: AgreementRegister,
        sender: Sender,
        today: Callable[[], date],
    ) -> None:
        self._register = register
        self._sender = sender
        self._today = today

    async def due(self, asked: Asked) -> None:
        """Show the dates of the coming year, or of the months asked for."""
        await self._answer(asked, lambda views: _due(views, asked.text))

    async def overdue(self, asked: Asked) -> None:
        """Show what should have been decided already."""
        await self._answer(asked, DueViews.overdue)

    async def gaps(self, asked: Asked) -> None:
        """Show what is not recorded, and the gaps between successive texts."""
        await self._answer(asked, DueViews.gaps)

    async def _answer(self, asked: Asked, write: Write) -> None:
        view = self._register.view(self._today(), asked.viewer.may_see)
        reply = write(DueViews(view, asked.language, list(view.holdings)))
        await self._sender.send(asked.place, reply)


def _due(views: DueViews, text: str) -> Reply:
    if text and not (text.isdecimal() and 1 <= int(text) <= FARTHEST_MONTHS):
        return views.due_refused()
    return views.due(int(text) if text else USUAL_MONTHS)
