"""Questions people send: private messages, /ask, replies to the bot and mentions in groups."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity, Update, User
from telegram.ext import ContextTypes

from bot.agreements.text import Language
from bot.handlers.asked import Asked
from bot.handlers.conversations import Key
from bot.handlers.groups import GroupHandlers
from bot.handlers.hall import Hall
from bot.handlers.pages import has_pages, with_key
from bot.handlers.places import Place
from bot.handlers.rooms import Command, Offers
from bot.inquiries.book import InquiryBook
from bot.people.roles import Role, Viewer
from bot.replies.answers import reply_to
from bot.replies.filter_words import answer_filter
from bot.replies.inquiries import with_afterthought
from bot.replies.lines import Reply
from bot.replies.words import words_in
from bot.search.answer import Answer
from bot.search.context import Context

_LETTER = re.compile(r"[^\W\d_]")
Callback = ContextTypes.DEFAULT_TYPE


class QuestionHandlers:
    """Answers questions; an edited question edits its answer."""

    def __init__(self, hall: Hall, groups: GroupHandlers, inquiries: InquiryBook) -> None:
        self._inquiries = inquiries
        self._register = hall.desk.register
        self._access = hall.desk.access
        self._sender = hall.sender
        self._conversations = hall.conversations
        self._lists = hall.lists
        self._languages = hall.languages
        self._groups = groups
        self._today = hall.desk.today
        self._tally = hall.desk.tally

    def offers(self) -> Offers:
        """Return the command that asks."""
        return Offers(commands=(Command("ask", self.command, Role.NOBODY, edits=True),))

    async def private(self, update: Update, context: Callback) -> None:
        """Answer a private message."""
        message = update.effective_message
        if message and message.text is not None and message.from_user:
            await self._answer(message, message.text)

    async def command(self, asked: Asked) -> None:
        """Answer /ask, also in groups; alone it takes the message it replies to."""
        text, replied = asked.text, asked.message.reply_to_message
        if not text and replied and not replied.forum_topic_created:
            text = replied.text or ""
        await self._answer(asked.message, text)

    async def in_group(self, update: Update, context: Callback) -> None:
        """Answer a reply to the bot or a mention of it; anything else in a group is not for it."""
        message = update.effective_message
        if message is None or message.text is None or message.from_user is None:
            return
        bot = context.bot
        text = _without_mention(message, bot.username)
        replied = message.reply_to_message
        to_bot = replied is not None and replied.from_user and replied.from_user.id == bot.id
        is_reply = to_bot and replied is not None and not replied.forum_topic_created
        if text is None and not is_reply:
            return
        await self._answer(message, message.text if text is None else text)

    async def _answer(self, message: Message, text: str) -> None:
        user = message.from_user
        if user is None:
            return
        place = Place.of(message)
        viewer = self._access.viewer(user.id, place.chat_id)
        if not viewer.role:
            self._tally.count("questions", "turned away")
            await self._turn_away(message, place, user)
            return
        key: Key = (*place.key, user.id)
        before = self._conversations.context(key)
        language = self._language(text, user.id, user.language_code)
        answer = self._register.ask(
            text, self._today(), context=before, allowed=viewer.may_see, language=language
        )
        self._tally.count("questions", answer.kind.value)
        self._conversations.keep(key, Context.after(answer, before))
        if message.edit_date is None:
            self._inquiries.asked(text, answer)
        reply = await self.reply(answer, language, viewer)
        words = words_in(language or answer.question.language)
        keeps = self._inquiries.keeps_words
        reply = with_afterthought(reply, answer, words, keeps=keeps)
        await self._deliver(message, place, reply, text)

    def _language(self, text: str, user_id: int, code: str | None) -> Language | None:
        """Return None where the text itself shows its language, else the person's own."""
        return None if _LETTER.search(text) else self._languages.of(user_id, code)

    async def _turn_away(self, message: Message, place: Place, user: User) -> None:
        if not place.is_private:
            await self._groups.meet(message.chat, None)
            return
        words = words_in(self._languages.of(user.id, user.language_code))
        await self._sender.send(place, Reply((words.line("access.person", id=user.id),)))

    async def reply(self, answer: Answer, language: Language | None, viewer: Viewer) -> Reply:
        """Return the reply to an answer; a list of several pages is kept for its buttons."""
        view = self._register.view(self._today())
        reply = reply_to(answer, view, language, inside=viewer.is_inside)
        if not has_pages(reply):
            return reply
        spoken = language or answer.question.language
        heading = answer_filter(answer, view.holdings.vocabulary, words_in(spoken))
        return with_key(reply, await self._lists.keep(answer, heading, spoken))

    async def _deliver(self, message: Message, place: Place, reply: Reply, text: str) -> None:
        known = self._conversations.answers_to(place.chat_id, message.message_id)
        if known and message.edit_date:
            ids = await self._sender.edit(place.chat_id, known, reply)
        else:
            ids = await self._sender.send(place, reply)
        self._conversations.answered(place.chat_id, message.message_id, ids, text)


def _without_mention(message: Message, username: str) -> str | None:
    """Return the text without a mention of the bot, or None where it is not mentioned."""
    wanted = f"@{username}".casefold()
    for entity, mention in message.parse_entities([MessageEntity.MENTION]).items():
        if mention.casefold() == wanted:
            text = message.text or ""
            units = text.encode("utf-16-le")
            start, end = entity.offset * 2, (entity.offset + entity.length) * 2
            return (units[:start] + units[end:]).decode("utf-16-le").strip()
    return None
