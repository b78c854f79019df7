"""The commands everybody has: /start, /help, /language, /privacy, /whoami."""

from __future__ import annotations

from bot.agreements.text import LANGUAGES, Language
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.menus import MenuBoard
from bot.handlers.rooms import AnswersLink, Command, Offers
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.replies.help import help_lines
from bot.replies.lines import Action, Button, Line, Reply
from bot.replies.words import words_in


class CommandHandlers:
    """Answers the commands that need no rights; who is not admitted is told how to be."""

    def __init__(self, hall: Hall, menus: MenuBoard) -> None:
        self._hall = hall
        self._menus = menus
        self._links: dict[str, AnswersLink] = {}

    def offers(self) -> Offers:
        """Return the commands."""
        return Offers(
            commands=(
                Command("start", self.start, Role.NOBODY, in_menu=False),
                Command("help", self.help, Role.NOBODY),
                Command("language", self.language, Role.NOBODY),
                Command("privacy", self.privacy, Role.NOBODY),
                Command("whoami", self.whoami, Role.NOBODY),
            ),
            taps={"language": self.language_chosen},
        )

    def follow_links(self, offers: Offers) -> None:
        """Take over which links other rooms answer."""
        self._links = dict(offers.links)

    async def start(self, asked: Asked) -> None:
        """Greet; a link's payload goes to its room, and one that is not known is ignored."""
        kind, _, payload = asked.text.partition("-")
        answer = self._links.get(kind)
        if answer is not None and asked.place.is_private:
            await answer(asked, payload)
            return
        await self.greet(asked, asked.words.line("help.greeting"))
        # Whoever was granted a role before pressing Start had no chat to show a menu in.
        if asked.viewer.role > Role.GUEST and asked.place.is_private:
            await self._menus.set_for(asked.user.id)

    async def greet(self, asked: Asked, first: Line) -> None:
        """Say something first, and then what can be asked."""
        await self._send(asked, (first, *self._help(asked)))

    async def help(self, asked: Asked) -> None:
        """Tell what can be asked."""
        await self._send(asked, tuple(self._help(asked)))

    async def privacy(self, asked: Asked) -> None:
        """Tell what is kept about people."""
        words, days = asked.words, self._hall.desk.unanswered_days
        questions = "privacy.questions" if days else "privacy.questions-off"
        keys = ("privacy.who", "privacy.changes", questions, "privacy.lists", "privacy.reminders")
        lines = [words.line(key, count=days) for key in (*keys, "privacy.strangers")]
        await self._send(asked, tuple(lines))

    async def whoami(self, asked: Asked) -> None:
        """Tell a person's own id and role, which an administrator needs to admit somebody."""
        role = self._hall.desk.access.role_of(asked.user.id)
        named = asked.words.text(f"role.{role.name.lower()}")
        line = asked.words.line("access.whoami", id=asked.user.id, role=named)
        await self._send(asked, (line,))

    async def language(self, asked: Asked) -> None:
        """Offer the languages."""
        row = tuple(
            Button(words_in(one).text("language.name"), Action("language", "", one))
            for one in LANGUAGES
        )
        reply = Reply((asked.words.line("language.choose"),), (row,))
        await self._hall.sender.send(asked.place, reply)

    async def language_chosen(self, tapped: Tapped) -> str:
        """Keep the language somebody tapped."""
        chosen: Language = "th" if tapped.action.detail == "th" else "en"
        await self._hall.languages.choose(tapped.user.id, chosen)
        return words_in(chosen).text("language.chosen")

    def _help(self, asked: Asked) -> list[Line]:
        if not asked.viewer.role:
            return [asked.words.line("access.person", id=asked.user.id)]
        holdings = self._hall.desk.register.holdings
        seen = sum(asked.viewer.may_see(agreement) for agreement in holdings)
        lines = list(help_lines(asked.words, seen))
        if not asked.place.is_private:
            lines.append(asked.words.line("help.in-group"))
        return lines

    async def _send(self, asked: Asked, lines: tuple[Line, ...]) -> None:
        await self._hall.sender.send(asked.place, Reply(lines))
