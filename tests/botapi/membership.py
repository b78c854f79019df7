"""How our bot and others enter, leave and change rank in chats, with the updates that follow."""

from tests.botapi.chats import Chat, Message
from tests.botapi.people import USUAL_BOT_RIGHTS, Member, Status, User
from tests.botapi.posting import deliver_message
from tests.botapi.records import Json
from tests.botapi.world import World


def change_bot(
    world: World,
    chat: Chat,
    *,
    by: User,
    status: Status,
    rights: frozenset[str] = USUAL_BOT_RIGHTS,
    may_send: bool = True,
) -> None:
    """Change what the bot is in a chat and tell it; entering and leaving also show in the chat."""
    before = world.bot_in(chat)
    held = rights if status == "administrator" else frozenset()
    after = Member(world.bot, status, held, may_send=may_send)
    enters = after.is_present and not before.is_present
    leaves = before.is_present and not after.is_present
    chat.members[world.bot.id] = after
    tell_change(world, chat, by, before, after)
    if chat.kind == "channel":
        return
    if enters:
        service_message(world, chat, by, {"new_chat_members": [world.bot.as_json()]})
    if leaves:
        # the bot is still told of its own leaving, though it is no member any more
        left = {"left_chat_member": world.bot.as_json()}
        message = service_message(world, chat, by, left)
        world.deliver("message", message.as_json())


def change_member(world: World, chat: Chat, member: Member, *, by: User) -> None:
    """Change what somebody else is in a chat; only an administrator bot gets ``chat_member``."""
    before = chat.member(member.user)
    chat.members[member.user.id] = member
    if world.bot_in(chat).is_administrator:
        tell_change(world, chat, by, before, member)
    if member.is_present and not before.is_present:
        service_message(world, chat, by, {"new_chat_members": [member.user.as_json()]})
    if before.is_present and not member.is_present:
        service_message(world, chat, by, {"left_chat_member": member.user.as_json()})


def tell_change(world: World, chat: Chat, by: User, before: Member, after: Member) -> None:
    """Deliver ``my_chat_member`` or ``chat_member``."""
    kind = "my_chat_member" if after.user is world.bot else "chat_member"
    world.deliver(
        kind,
        {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": world.clock.unix(),
            "old_chat_member": before.as_json(chat.kind),
            "new_chat_member": after.as_json(chat.kind),
        },
    )


def service_message(
    world: World, chat: Chat, by: User, content: Json, *, thread_id: int | None = None
) -> Message:
    """A message that Telegram itself writes into the chat."""
    body = {"date": world.clock.unix(), "from": by.as_json(), **content}
    message = chat.add(by.id, body, thread_id=thread_id)
    deliver_message(world, message)
    return message
