"""The bot's command menus by scope and language; keeps out the checking of command names."""

from dataclasses import dataclass, field

from tests.botapi.chats import Chat
from tests.botapi.people import User
from tests.botapi.records import Json

Scope = tuple[str, int | None, int | None]
Key = tuple[str, int | None, int | None, str]


@dataclass
class Menus:
    """One list of commands for each scope and language code ("" = all languages)."""

    lists: dict[Key, list[Json]] = field(default_factory=dict)

    def set(self, scope: Json, language: str, commands: list[Json]) -> None:
        """Replace one list; an empty one deletes it."""
        self.lists[key(scope, language)] = [dict(command) for command in commands]
        if not commands:
            self.lists.pop(key(scope, language))

    def get(self, scope: Json, language: str) -> list[Json]:
        """The list of exactly this scope and language."""
        return self.lists.get(key(scope, language), [])

    def shown_to(self, user: User, chat: Chat) -> list[str]:
        """Names of the commands a user's app shows in a chat, by Telegram's order of scopes."""
        language = (user.language_code or "").partition("-")[0]
        for scope in scopes_for(user, chat):
            for code in (language, ""):
                if commands := self.lists.get((*scope, code)):
                    return [command["command"] for command in commands]
        return []


def key(scope: Json, language: str) -> Key:
    """Scope and language as a key."""
    return scope["type"], scope.get("chat_id"), scope.get("user_id"), language


def scopes_for(user: User, chat: Chat) -> list[Scope]:
    """The scopes that apply, the most special first."""
    if chat.kind == "private":
        special: list[Scope] = [("chat", chat.id, None), ("all_private_chats", None, None)]
    else:
        everyone: list[Scope] = [("chat", chat.id, None)]
        administrators: list[Scope] = []
        if chat.member(user).is_administrator:
            everyone.insert(0, ("chat_administrators", chat.id, None))
            administrators = [("all_chat_administrators", None, None)]
        special = [
            ("chat_member", chat.id, user.id),
            *everyone,
            *administrators,
            ("all_group_chats", None, None),
        ]
    return [*special, ("default", None, None)]
