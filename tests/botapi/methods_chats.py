"""Methods that look at chats and leave them; keeps out their messages."""

from tests.botapi.answers import Method
from tests.botapi.errors import bad_request
from tests.botapi.membership import change_bot
from tests.botapi.people import ADMINISTRATORS
from tests.botapi.records import Json
from tests.botapi.world import World


class ChatMethods:
    """The methods, by name, over one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "getChat": self.get_chat,
            "getChatMember": self.get_member,
            "getChatMemberCount": self.count_members,
            "getChatAdministrators": self.get_administrators,
            "leaveChat": self.leave,
        }

    def get_chat(self, params: Json) -> Json:
        """Everything about one chat."""
        return self._world.chat_for(params["chat_id"], write=False).as_full_info()

    def get_member(self, params: Json) -> Json:
        """One member. Others than the bot are sure to be seen only by an administrator bot."""
        chat = self._world.chat_for(params["chat_id"], write=False)
        user = self._world.users.get(params["user_id"])
        if user is None:
            what = "invalid user_id specified"
            raise bad_request(what)
        bot = self._world.bot_in(chat)
        if chat.hides_members and not bot.is_administrator and user is not self._world.bot:
            what = "CHAT_ADMIN_REQUIRED"
            raise bad_request(what)
        return chat.member(user).as_json(chat.kind)

    def count_members(self, params: Json) -> int:
        """How many are present."""
        chat = self._world.chat_for(params["chat_id"], write=False)
        return sum(member.is_present for member in chat.members.values()) if chat.members else 2

    def get_administrators(self, params: Json) -> list[Json]:
        """The administrators, other bots left out."""
        chat = self._world.chat_for(params["chat_id"], write=False)
        if chat.kind == "private":
            what = "there are no administrators in the private chat"
            raise bad_request(what)
        return [
            member.as_json(chat.kind)
            for member in chat.members.values()
            if member.status in ADMINISTRATORS
            and (not member.user.is_bot or member.user is self._world.bot)
        ]

    def leave(self, params: Json) -> bool:
        """The bot goes."""
        chat = self._world.chat_for(params["chat_id"])
        if chat.kind == "private":
            what = "chat member status can't be changed in private chats"
            raise bad_request(what)
        change_bot(self._world, chat, by=self._world.bot, status="left")
        return True
