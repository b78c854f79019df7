"""The hall that all rooms open on: what every part of the bot shares."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.handlers.confirmations import Confirmations
from bot.handlers.conversations import Conversations
from bot.handlers.desk import Desk
from bot.handlers.pages import Lists
from bot.handlers.people import Languages
from bot.handlers.places import Place
from bot.handlers.prompts import Prompts
from bot.handlers.sending import Sender
from bot.replies.lines import Reply


@dataclass(frozen=True, slots=True)
class Hall:
    """The desk (store, register, access, clock) and the ways to speak with people."""

    desk: Desk
    bot: ExtBot[int]
    sender: Sender
    languages: Languages
    conversations: Conversations
    lists: Lists
    prompts: Prompts
    confirmations: Confirmations

    async def ask(
        self, place: Place, user_id: int, reply: Reply, kind: str, detail: str = ""
    ) -> None:
        """Ask somebody for something: the next message, in a group a reply to this, answers it.

        It is expected before it is asked for, so that the quickest answer is not taken for a
        question of its own; where it surely could not be asked, nothing is expected.
        """
        await self.prompts.expect(place.chat_id, user_id, kind, detail)
        try:
            ids = await self.sender.send(place, reply)
        except (BadRequest, Forbidden):
            await self.prompts.clear(place.chat_id, user_id)
            raise
        if not place.is_private:
            await self.prompts.stands_in(place.chat_id, user_id, ids[-1], kind, detail)
