"""/due, /overdue and /gaps: what somebody may see, in private or in a group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from telegram import Update
from telegram.ext import ContextTypes

from bot.access import Access
from bot.handlers.people import Languages
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.register import AgreementRegister
from bot.replies.due_views import USUAL_MONTHS, DueViews
from bot.replies.lines import Reply
from bot.replies.words import words_in

Callback = ContextTypes.DEFAULT_TYPE
FARTHEST_MONTHS = 60
Write = Callable[[DueViews], Reply]


class DueHandlers:
    """Answers the commands about dates."""

    def __init__(
        self,
        register: AgreementRegister,
        access: Access,
        sender: Sender,
        languages: Languages,
        today: Callable[[], date],
    ) -> None:
        self._register = register
        self._access = access
        self._sender = sender
        self._languages = languages
        self._today = today

    async def due(self, update: Update, context: Callback) -> None:
        """Show the dates of the coming year, or of the months asked for."""
        message = update.effective_message
        text = ((message.text if message else "") or "").partition(" ")[2].strip()
        await self._answer(update, lambda views: _due(views, text))

    async def overdue(self, update: Update, context: Callback) -> None:
        """Show what should have been decided already."""
        await self._answer(update, DueViews.overdue)

    async def gaps(self, update: Update, context: Callback) -> None:
        """Show what is not recorded, and the gaps between successive texts."""
        await self._answer(update, DueViews.gaps)

    async def _answer(self, update: Update, write: Write) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        language = self._languages.of(user.id, user.language_code)
        words = words_in(language)
        viewer = self._access.viewer(user.id, message.chat.id)
        if not viewer.role:
            reply = Reply((words.line("access.person", id=user.id),))
        else:
            view = self._register.view(self._today())
            seen = [agreement for agreement in view.holdings if viewer.may_see(agreement)]
            reply = write(DueViews(view, language, seen))
        await self._sender.send(Place.of(message), reply)


def _due(views: DueViews, text: str) -> Reply:
    if text and not (text.isdecimal() and 1 <= int(text) <= FARTHEST_MONTHS):
        return views.due_refused()
    return views.due(int(text) if text else USUAL_MONTHS)
