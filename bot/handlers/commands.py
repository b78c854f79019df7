"""The commands everybody has: /start, /help, /language, /privacy, /whoami."""

from __future__ import annotations

from telegram import Message, Update, User
from telegram.ext import ContextTypes

from bot.access import Access
from bot.agreements.text import LANGUAGES, Language
from bot.handlers.people import Languages
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.handlers.tapped import Tapped
from bot.register import AgreementRegister
from bot.replies.answers import help_lines
from bot.replies.lines import Action, Button, Line, Reply
from bot.replies.words import Words, words_in

Callback = ContextTypes.DEFAULT_TYPE


class CommandHandlers:
    """Answers the commands that need no rights beyond being admitted."""

    def __init__(
        self, register: AgreementRegister, access: Access, sender: Sender, languages: Languages
    ) -> None:
        self._register = register
        self._access = access
        self._sender = sender
        self._languages = languages

    async def start(self, update: Update, context: Callback) -> None:
        """Greet; a payload that is not known is ignored."""
        message, user, words = self._asked(update)
        if message and user:
            await self._send(message, (words.line("help.greeting"), *self._help(user, message)))

    async def help(self, update: Update, context: Callback) -> None:
        """Tell what can be asked."""
        message, user, _ = self._asked(update)
        if message and user:
            await self._send(message, tuple(self._help(user, message)))

    async def privacy(self, update: Update, context: Callback) -> None:
        """Tell what is kept about people."""
        message, _, words = self._asked(update)
        if message:
            await self._send(message, (words.line("privacy.text"),))

    async def whoami(self, update: Update, context: Callback) -> None:
        """Tell a person's own id and role, which an administrator needs to admit somebody."""
        message, user, words = self._asked(update)
        if message and user:
            role = words.text(f"role.{self._access.role_of(user.id).name.lower()}")
            await self._send(message, (words.line("access.whoami", id=user.id, role=role),))

    async def language(self, update: Update, context: Callback) -> None:
        """Offer the languages."""
        message, _, words = self._asked(update)
        if message:
            row = tuple(
                Button(words_in(one).text("language.name"), Action("language", "", one))
                for one in LANGUAGES
            )
            place = Place.of(message)
            await self._sender.send(place, Reply((words.line("language.choose"),), (row,)))

    async def language_chosen(self, tapped: Tapped) -> str:
        """Keep the language somebody tapped."""
        chosen: Language = "th" if tapped.action.detail == "th" else "en"
        await self._languages.choose(tapped.user.id, chosen)
        return words_in(chosen).text("language.chosen")

    def _asked(self, update: Update) -> tuple[Message | None, User | None, Words]:
        user = update.effective_user
        language = self._languages.of(user.id, user.language_code) if user else "en"
        return update.effective_message, user, words_in(language)

    def _help(self, user: User, message: Message) -> list[Line]:
        words = words_in(self._languages.of(user.id, user.language_code))
        viewer = self._access.viewer(user.id, message.chat.id)
        if not viewer.role:
            return [words.line("access.person", id=user.id)]
        seen = sum(viewer.may_see(agreement) for agreement in self._register.holdings)
        lines = list(help_lines(words, seen))
        if message.chat.id != user.id:
            lines.append(words.line("help.in-group"))
        return lines

    async def _send(self, message: Message, lines: tuple[Line, ...]) -> None:
        await self._sender.send(Place.of(message), Reply(lines))
