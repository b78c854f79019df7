"""Users and what they are in a chat; keeps out chats and messages."""

from dataclasses import dataclass, field
from typing import Final, Literal

from tests.botapi.records import Json

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

PRESENT: Final = frozenset({"creator", "administrator", "member", "restricted"})
ADMINISTRATORS: Final = frozenset({"creator", "administrator"})
ADMINISTRATOR_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
MEMBER_PERMISSIONS: Final = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
USUAL_BOT_RIGHTS: Final = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_invite_users",
        "can_pin_messages",
        "can_post_messages",
        "can_edit_messages",
        "can_manage_topics",
    }
)


@dataclass(slots=True)
class User:
    """A person or a bot, and how the private chat with our bot stands."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        """A ``User``."""
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | {
            name: value for name, value in optional.items() if value is not None
        }


TELEGRAM: Final = User(777000, "Telegram")
ANONYMOUS_ADMINISTRATOR: Final = User(
    1087968824, "Group", username="GroupAnonymousBot", is_bot=True
)
CHANNEL_AS_SENDER: Final = User(136817688, "Channel", username="Channel_Bot", is_bot=True)


@dataclass(frozen=True, slots=True)
class Member:
    """What a user is in one chat. ``rights`` hold what an administrator may do."""

    user: User
    status: Status = "member"
    rights: frozenset[str] = field(default_factory=frozenset)
    is_anonymous: bool = False
    may_send: bool = True

    @property
    def is_present(self) -> bool:
        """Whether the user is in the chat."""
        return self.status in PRESENT

    @property
    def is_administrator(self) -> bool:
        """Whether the user administers the chat (its creator does)."""
        return self.status in ADMINISTRATORS

    def may(self, right: str) -> bool:
        """Whether an administrator has this right; a creator has all."""
        return self.status == "creator" or (self.is_administrator and right in self.rights)

    def as_json(self, chat_kind: str) -> Json:
        """A ``ChatMember`` of the right one of its six types."""
        body: Json = {"user": self.user.as_json(), "status": self.status}
        if self.status == "creator":
            body["is_anonymous"] = self.is_anonymous
        elif self.status == "administrator":
            body |= self._administrator_fields(chat_kind)
        elif self.status == "restricted":
            body |= {
                name: name == "can_send_messages" and self.may_send for name in MEMBER_PERMISSIONS
            }
            body |= {"is_member": True, "until_date": 0}
        elif self.status == "kicked":
            body["until_date"] = 0
        return body

    def _administrator_fields(self, chat_kind: str) -> Json:
        """The rights an administrator's object lists in this kind of chat."""
        names = list(ADMINISTRATOR_RIGHTS)
        names += {
            "channel": ["can_post_messages", "can_edit_messages"],
            "supergroup": ["can_pin_messages", "can_manage_topics"],
        }.get(chat_kind, ["can_pin_messages"])
        body: Json = {name: name in self.rights for name in names}
        return body | {"can_be_edited": False, "is_anonymous": self.is_anonymous}
