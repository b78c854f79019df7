"""The reception: brings every message to the room that answers it.

A message may be a command, the answer to a question of ours, a file, or a question; in that order.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping

from telegram import Message, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import ContextTypes

from bot.handlers.asked import Asked
from bot.handlers.confirmations import CANCEL, CONFIRM, Confirmation
from bot.handlers.gate import Gate
from bot.handlers.hall import Hall
from bot.handlers.prompts import Prompt
from bot.handlers.questions import QuestionHandlers
from bot.handlers.rooms import Command, Doer, Offers
from bot.handlers.tapped import OtherTap, Tapped
from bot.people.roles import Role
from bot.replies.lines import Reply

Callback = ContextTypes.DEFAULT_TYPE
#: So many pictures are remembered for what album they were of; one has ten at most.
LATELY = 200
_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s|$)")


class Reception:
    """Receives what people send and taps that confirm something."""

    def __init__(self, hall: Hall, gate: Gate, questions: QuestionHandlers, offers: Offers) -> None:
        self._hall = hall
        self._gate = gate
        self._questions = questions
        self._offers = offers
        #: Albums of pictures that came lately.
        self._albums: deque[str] = deque(maxlen=LATELY)
        cancel = Command("cancel", self.cancel, in_menu=False)
        self._commands = {command.name: command for command in (*offers.commands, cancel)}

    @property
    def commands(self) -> tuple[Command, ...]:
        """Every command there is."""
        return tuple(self._commands.values())

    def named(self, name: str) -> Command:
        """Return a command by its name. Raises KeyError where there is none."""
        return self._commands[name]

    @property
    def taps(self) -> Mapping[str, OtherTap]:
        """The buttons that are answered here, by their verbs."""
        return {CONFIRM: self.confirmed, CANCEL: self.confirmed}

    async def command(self, update: Update, context: Callback, command: Command) -> None:
        """Answer a command, if it may be used here by this person now."""
        asked = await self._gate.passed(update, command)
        if asked is not None:
            await command.answer(asked)

    async def text(self, update: Update, context: Callback) -> None:
        """Answer a message without a command: what we asked for, or else a question."""
        message = update.message
        prompt = self._prompt(message) if message is not None else None
        if message is not None and prompt is not None:
            await self._answered(message, prompt)
        elif update.effective_chat is not None and update.effective_chat.type == "private":
            await self._questions.private(update, context)
        else:
            await self._questions.in_group(update, context)

    async def file(self, update: Update, context: Callback) -> None:
        """Take a file: for the command in its caption, for what we asked, or as it comes."""
        message, user = update.message, update.effective_user
        if message is None or user is None or self._is_told_of(message):
            return
        called = _COMMAND.match(message.caption or "")
        if called and called[2] in (None, context.bot.username):
            command = self._commands.get(called[1].casefold())
            if command is not None:
                await self.command(update, context, command)
            return
        prompt = self._prompt(message)
        if prompt is not None:
            await self._answered(message, prompt)
        elif self._offers.document is not None and message.chat.type == "private":
            asked = self._gate.asked(message, user, message.caption or "")
            if asked.viewer.role is Role.NOBODY:
                await self._gate.refuse(asked, "access.person", id=user.id)
            elif message.photo:
                await self._gate.refuse(asked, "file.picture")
            else:
                await self._offers.document(asked)

    def _is_told_of(self, message: Message) -> bool:
        """Return whether a picture is one more of an album: each comes as a message of its own.

        Telegram puts the caption under the first, and one answer is enough for all.
        """
        album = message.media_group_id
        if not message.photo or album is None:
            return False
        known = album in self._albums
        self._albums.append(album)
        return known

    def _prompt(self, message: Message) -> Prompt | None:
        """Return the question of ours that a message answers; in a group only by a reply to it."""
        if message.from_user is None or message.sender_chat is not None:
            return None
        prompt = self._hall.prompts.waiting(message.chat.id, message.from_user.id)
        if prompt is None or prompt.kind not in self._offers.prompts:
            return None
        is_answer = message.chat.type == "private" or self._replies_to(message, prompt)
        return prompt if is_answer else None

    def _replies_to(self, message: Message, prompt: Prompt) -> bool:
        """Return whether a message replies to a question of ours, be it on its way to us still."""
        replied = message.reply_to_message
        if replied is None:
            return False
        if prompt.message_id:
            return replied.message_id == prompt.message_id
        return replied.from_user is not None and replied.from_user.id == self._hall.bot.id

    async def _answered(self, message: Message, prompt: Prompt) -> None:
        if message.from_user is None:
            return
        text = message.text or message.caption or ""
        asked = self._gate.asked(message, message.from_user, text)
        if asked.viewer.role is Role.NOBODY:
            await self._hall.prompts.clear(message.chat.id, message.from_user.id)
            await self._gate.refuse(asked, "access.person", id=message.from_user.id)
            return
        await self._offers.prompts[prompt.kind](asked, prompt)

    async def cancel(self, asked: Asked) -> None:
        """Wait no more for an answer: the next message is a question again."""
        waited = await self._hall.prompts.clear(asked.place.chat_id, asked.user.id)
        await self._gate.refuse(asked, "prompt.cancelled" if waited else "prompt.nothing")

    async def confirmed(self, tapped: Tapped) -> str:
        """Do, or give up, what waits for the word of the one who tapped."""
        words = tapped.words
        waiting = self._hall.confirmations.get(tapped.action.detail)
        if waiting is None:
            return words.text("confirm.gone")
        doer = self._offers.confirmed.get(waiting.kind)
        if (waiting.user_id, waiting.chat_id) != (tapped.user.id, tapped.message.chat.id):
            return words.text("access.tap")
        if doer is None or tapped.viewer.role < doer.role:
            return words.text("access.tap")
        taken = await self._hall.confirmations.take(waiting.key)
        if taken is None:
            return words.text("confirm.gone")
        if tapped.action.verb == CANCEL:
            await self._without_buttons(tapped)
            await self._hall.sender.send(tapped.place, Reply((words.line("confirm.cancelled"),)))
            return ""
        return await self._done(tapped, taken, doer)

    async def _done(self, tapped: Tapped, taken: Confirmation, doer: Doer) -> str:
        try:
            said = await doer.do(tapped, taken)
        except Exception:
            await self._hall.confirmations.put_back(taken)
            raise
        await self._without_buttons(tapped)
        return said

    async def _without_buttons(self, tapped: Tapped) -> None:
        """Take the buttons away: what they offered is done."""
        try:
            await self._hall.bot.edit_message_reply_markup(
                tapped.message.chat.id, tapped.message.message_id
            )
        except (BadRequest, Forbidden):
            # The message is gone, too old, or was rewritten by the one who did it.
            return
