"""The hall that all rooms open on: what every part of the bot shares."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.ext import ExtBot

from bot.handlers.confirmations import Confirmations
from bot.handlers.conversations import Conversations
from bot.handlers.desk import Desk
from bot.handlers.pages import Lists
from bot.handlers.people import Languages
from bot.handlers.prompts import Prompts
from bot.handlers.sending import Sender


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
