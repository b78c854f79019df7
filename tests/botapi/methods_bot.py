"""Methods about the bot itself: who it is, its commands, names and descriptions."""

from functools import partial
from typing import Any, Final

from tests.botapi.answers import Method
from tests.botapi.errors import bad_request
from tests.botapi.menus import Menus
from tests.botapi.records import Json
from tests.botapi.world import World

TEXTS: Final = {
    "Name": "name",
    "Description": "description",
    "ShortDescription": "short_description",
}


class BotMethods:
    """The methods, by name, over one world.

    ``texts`` are names and descriptions by (field, language); ``logged_out`` ends all service.
    """

    def __init__(self, world: World, menus: Menus) -> None:
        self._world = world
        self._menus = menus
        self._menu_button: Json = {"type": "commands"}
        self.texts: dict[tuple[str, str], str] = {}
        self.logged_out = False

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        table: dict[str, Method] = {
            "getMe": self.get_me,
            "logOut": self.log_out,
            "close": lambda _: True,
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
            "setChatMenuButton": self.set_menu_button,
            "getChatMenuButton": lambda _: self._menu_button,
        }
        for name, field in TEXTS.items():
            table[f"setMy{name}"] = partial(self.set_text, field)
            table[f"getMy{name}"] = partial(self.get_text, field)
        return table

    def get_me(self, _params: Json) -> Json:
        """The bot's user with its abilities."""
        return self._world.bot.as_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy.enabled,
            "supports_inline_queries": self._world.inline.enabled,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def log_out(self, _params: Json) -> bool:
        """No method works afterwards."""
        self.logged_out = True
        return True

    def _scope(self, params: Json) -> Json:
        """The scope with its chat resolved. Raises ApiError."""
        scope = dict(params.get("scope") or {"type": "default"})
        if "chat_id" in scope:
            chat = self._world.chat_for(scope["chat_id"], write=False)
            if chat.kind == "channel" or (chat.user is not None and not chat.user.started):
                what = "chat not found"
                raise bad_request(what)
            scope["chat_id"] = chat.id
        return scope

    def set_commands(self, params: Json) -> bool:
        """Replace the list of one scope and language."""
        scope = self._scope(params)
        self._menus.set(scope, params.get("language_code", ""), params["commands"])
        self._world.bell.ring()
        return True

    def get_commands(self, params: Json) -> list[Json]:
        """The list of one scope and language."""
        return self._menus.get(self._scope(params), params.get("language_code", ""))

    def delete_commands(self, params: Json) -> bool:
        """Delete the list of one scope and language."""
        self._menus.set(self._scope(params), params.get("language_code", ""), [])
        return True

    def set_menu_button(self, params: Json) -> bool:
        """What the button beside the text field does."""
        if "chat_id" in params:
            self._world.chat_for(params["chat_id"], write=False)
        else:
            self._menu_button = params.get("menu_button") or {"type": "default"}
        return True

    def set_text(self, field: str, params: Json) -> bool:
        """A name or description in one language."""
        self.texts[field, params.get("language_code", "")] = params.get(field, "")
        return True

    def get_text(self, field: str, params: Json) -> dict[str, Any]:
        """The same, falling back to that of all languages."""
        default = self.texts.get((field, ""), "")
        return {field: self.texts.get((field, params.get("language_code", "")), default)}
