"""The Telegram bot as a whole: what is wired to what, in the order in which Telegram tries it."""

from __future__ import annotations

from functools import partial

from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers.admission.room import AdmissionRoom
from bot.handlers.callbacks import CallbackCodec, signing_key
from bot.handlers.commands import CommandHandlers
from bot.handlers.confirmations import Confirmations
from bot.handlers.conversations import Conversations
from bot.handlers.desk import Connection, Desk
from bot.handlers.filing.room import FilingRoom
from bot.handlers.gate import Gate
from bot.handlers.groups import GroupHandlers
from bot.handlers.hall import Hall
from bot.handlers.inline import InlineHandlers
from bot.handlers.inquiring.room import InquiryRoom
from bot.handlers.limiter import ChatLimiter
from bot.handlers.menus import MenuBoard
from bot.handlers.pages import Lists
from bot.handlers.people import Languages
from bot.handlers.prompts import Prompts
from bot.handlers.questions import QuestionHandlers
from bot.handlers.receiving.hearing import Hearing, HearingRequest
from bot.handlers.receiving.once import OnceEach
from bot.handlers.receiving.source import ALLOWED_UPDATES, INLINE_UPDATES, Library
from bot.handlers.reception import Reception
from bot.handlers.reminding.room import ReminderRoom
from bot.handlers.rooms import Room, all_offers
from bot.handlers.sending import Sender, SendingRequest
from bot.handlers.taps import TapHandlers
from bot.handlers.trouble import TroubleHandlers
from bot.handlers.upkeep.room import UpkeepRoom
from bot.inquiries.book import InquiryBook

#: So many updates are handled at once, so that one group cannot hold up a private chat.
AT_ONCE = 64

#: A person's own words: not a bot's, not forwarded by the channel this group is linked to.
_PEOPLE = ~filters.VIA_BOT & ~filters.SenderChat.ALL & ~filters.IS_AUTOMATIC_FORWARD
#: Also edited and forwarded messages and those of anonymous administrators, to be told why not.
_ANYBODY = ~filters.UpdateType.CHANNEL_POSTS & ~filters.IS_AUTOMATIC_FORWARD


class TelegramBot:
    """Builds the library's application for a desk."""

    def __init__(
        self,
        desk: Desk,
        connection: Connection,
        key: bytes,
        limiter: ChatLimiter | None = None,
    ) -> None:
        self.webhook = connection.webhook
        self.wanted = INLINE_UPDATES if connection.inline else ALLOWED_UPDATES
        self.hearing = Hearing()
        self.limiter = limiter or ChatLimiter()
        self.limiter.tally = desk.tally
        builder = (
            ApplicationBuilder()
            .token(connection.token.reveal())
            .rate_limiter(self.limiter)
            .request(SendingRequest())
            .get_updates_request(HearingRequest(self.hearing))
            .concurrent_updates(OnceEach(AT_ONCE, tally=desk.tally))
        )
        if connection.api_address:
            builder = builder.base_url(f"{connection.api_address}/bot")
            builder = builder.base_file_url(f"{connection.api_address}/file/bot")
        self.application: Library = builder.build()
        callbacks = CallbackCodec(key, lambda: desk.register.agreements)
        self.hall = _hall(self.application.bot, desk, callbacks)
        self.reminding = ReminderRoom(self.hall)
        self.groups = GroupHandlers(self.hall, self.reminding.wishes, self.reminding.book)
        gate = Gate(self.hall, self.groups)
        self.inquiries = InquiryBook(desk.store, desk.today, desk.unanswered_days)
        questions = QuestionHandlers(self.hall, self.groups, self.inquiries)
        self.menus = MenuBoard(self.application.bot, desk.access)
        commands = CommandHandlers(self.hall, self.menus)
        self.admission = AdmissionRoom(self.hall, self.menus, self.groups, commands)
        upkeep = UpkeepRoom(self.hall)
        #: Every part of the bot, in the order in which menus show their commands.
        rooms: tuple[Room, ...] = (
            questions,
            commands,
            self.reminding,
            self.groups,
            InquiryRoom(self.hall, self.inquiries, self.reminding.book, upkeep.naming),
            self.admission,
            upkeep,
            FilingRoom(self.hall, upkeep.proposing),
        )
        offers = all_offers(rooms)
        commands.follow_links(offers)
        self.reception = Reception(self.hall, gate, questions, offers)
        self.menus.show(self.reception.commands)
        taps = TapHandlers(self.hall, callbacks, {**offers.taps, **self.reception.taps})
        trouble = TroubleHandlers(
            desk.access, self.hall.sender, self.hall.languages, desk.clock, desk.tally
        )
        self._wire(taps, trouble)
        if connection.inline:
            handler = InlineQueryHandler(InlineHandlers(self.hall).asked)
            self.application.add_handler(handler)

    @classmethod
    async def build(
        cls, desk: Desk, connection: Connection, limiter: ChatLimiter | None = None
    ) -> TelegramBot:
        """Return the bot, with its buttons' signing key from the store."""
        return cls(desk, connection, await signing_key(desk.store), limiter)

    def stop_reminding(self) -> None:
        """Begin no further reminder; one that is on its way is finished."""
        self.reminding.rounds.stop()
        self.limiter.close_to_reminders()

    def _wire(self, taps: TapHandlers, trouble: TroubleHandlers) -> None:
        people = _PEOPLE & ~filters.UpdateType.CHANNEL_POSTS
        new = filters.UpdateType.MESSAGE
        in_private = filters.ChatType.PRIVATE
        text = filters.TEXT & ~filters.COMMAND & people
        files = filters.Document.ALL | filters.PHOTO
        help_command = partial(self.reception.command, command=self.reception.named("help"))
        add = self.application.add_handler
        for command in self.reception.commands:
            answer = partial(self.reception.command, command=command)
            # What changes something is refused with the reason; what only shows is left alone.
            heard = _ANYBODY if command.changes else people if command.edits else new & people
            add(CommandHandler(command.name, answer, heard))
        add(MessageHandler((in_private | filters.ChatType.GROUPS) & text, self.reception.text))
        add(MessageHandler(in_private & filters.COMMAND & new & people, help_command))
        add(MessageHandler(files & _ANYBODY, self.reception.file))
        add(MessageHandler(filters.StatusUpdate.MIGRATE, self.groups.migrated))
        add(CallbackQueryHandler(taps.tapped))
        add(ChatMemberHandler(self.groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
        self.application.add_error_handler(trouble.failed)


def _hall(bot: ExtBot[int], desk: Desk, callbacks: CallbackCodec) -> Hall:
    """Return what the rooms share."""
    sender = Sender(bot, callbacks)
    return Hall(
        desk,
        bot,
        sender,
        Languages(desk.store, desk.language),
        Conversations(desk.clock),
        Lists(desk.store, desk.clock),
        Prompts(desk.store, desk.clock),
        Confirmations(desk.store, desk.clock),
    )
