"""Questions typed after the bot's name in any chat (`@bot japan 5g`), off unless switched on.

What is chosen is posted in a chat the bot knows nothing of, so only public records are offered.
Telegram serves an answer that is not personal to everybody who types the same words: each answer
is for its asker alone and kept by nobody.
"""

from __future__ import annotations

import hashlib
import logging

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.handlers.hall import Hall
from bot.handlers.markup import parts_of
from bot.people.roles import Role, Viewer
from bot.replies.answers import reply_to
from bot.replies.lines import Action, Reply
from bot.replies.taps import reply_to_tap
from bot.search.answer import Answer, AnswerKind

_log = logging.getLogger(__name__)
#: More than fit a screen would not be read; Telegram takes 50.
MOST_OFFERED = 10
#: Titles longer than this (characters) are cut by the apps.
LONGEST_TITLE = 120
_ANSWERED = frozenset({AnswerKind.ONE, AnswerKind.COUNT})
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
Callback = ContextTypes.DEFAULT_TYPE


class InlineHandlers:
    """Answers inline questions."""

    def __init__(self, hall: Hall) -> None:
        self._desk = hall.desk
        self._languages = hall.languages

    async def asked(self, update: Update, context: Callback) -> None:
        """Answer one question; somebody who is not admitted is offered nothing."""
        query = update.inline_query
        if query is None:
            return
        user = query.from_user
        role = self._desk.access.role_of(user.id)
        offered: list[InlineQueryResultArticle] = []
        if role is not Role.NOBODY and query.query.strip() and not user.is_bot:
            language = self._languages.of(user.id, user.language_code)
            offered = self._offered(query.query, Viewer(user.id, role, in_private=False), language)
        try:
            await query.answer(offered, cache_time=0, is_personal=True)
        except BadRequest as error:
            # Whoever types fast has asked the next one by now.
            _log.info("an inline question could not be answered: %s", error.message)

    def _offered(
        self, text: str, viewer: Viewer, language: Language
    ) -> list[InlineQueryResultArticle]:
        """Return the answer itself, where there is one, and the cards of what was found."""
        register, today = self._desk.register, self._desk.today()
        answer = register.ask(text, today, allowed=viewer.may_see, language=None)
        language = answer.question.language or language
        view = register.view(today, viewer.may_see)
        offered: list[InlineQueryResultArticle] = []
        if answer.kind in _ANSWERED:
            offered.append(_article("answer", "", reply_to(answer, view, language)))
        for agreement in self._found(answer, viewer):
            card = reply_to_tap(Action("show", agreement.id), view, language, None)
            name = agreement.name.in_language(language)
            offered.append(_article(agreement.id, f"{name} · {agreement.id}", card.reply))
        return offered

    def _found(self, answer: Answer, viewer: Viewer) -> list[Agreement]:
        agreements = self._desk.register.agreements
        found = (agreements.get(match.id) for match in (*answer.found, *answer.nearest))
        seen = [agreement for agreement in found if agreement and viewer.may_see(agreement)]
        return seen[:MOST_OFFERED]


def _article(key: str, title: str, reply: Reply) -> InlineQueryResultArticle:
    """Return a result: what the list shows of it, and the message it becomes."""
    lines = [line.text for line in reply.lines if line.text.strip()] or ["…"]
    title, rest = (title, lines) if title else (lines[0], lines[1:])
    return InlineQueryResultArticle(
        # An id has at most 64 bytes, whatever the records are called.
        hashlib.blake2b(key.encode(), digest_size=16).hexdigest(),
        title[:LONGEST_TITLE],
        InputTextMessageContent(
            parts_of(reply)[0].html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
        ),
        description=" ".join(rest)[:LONGEST_TITLE] or None,
    )
