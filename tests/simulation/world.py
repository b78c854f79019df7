"""The office of a simulation: its records and when they arrive, its chats and their wishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bot.agreements.agreement import Agreement, Verified
from bot.agreements.kinds import InstrumentKind, PartyType, Visibility
from bot.agreements.partial_date import PartialDate
from bot.agreements.text import Language
from bot.catalogue.records import starter_catalogue
from bot.reminders.subscriptions import Interest, Subscription
from bot.search.vocabulary import Vocabulary
from tests.bench.made_up_agreements import made_up_agreements
from tests.botapi.driver import Person
from tests.botapi.driver_rooms import ChannelRoom, GroupRoom, PrivateRoom
from tests.botapi.server import BotApiServer
from tests.simulation.events import Mailbox, Reader, Wish

ADMINISTRATOR = 9_001
FIRST_PERSON = 7_000
ZONES = ("Asia/Bangkok", "Asia/Bangkok", "Europe/Berlin")
#: So much of the office's own records is for its people only.
SHARE_STAFF = 0.03
PUBLIC, STAFF = frozenset({"public"}), frozenset({"public", "staff"})


@dataclass
class Chat:
    """One chat of the office; its id changes when it migrates. `thread`: its topic, if any."""

    number: Mailbox
    room: GroupRoom | PrivateRoom
    person: Person
    thread: int | None
    language: Language
    reader: Reader
    patience: int
    is_here: bool = True

    @property
    def chat_id(self) -> int:
        return self.room.chat_id


def records_of(vocabulary: Vocabulary, number: int, random: Random) -> list[Agreement]:
    """The real records and made-up ones, with names that end in few letters of code.

    States that are no more are left out, with their ministries: which of their successors follows
    a text is a matter of names, and the oracle knows none.
    """
    real = list(starter_catalogue().agreements)[: number // 4]
    made = made_up_agreements(vocabulary, number - len(real), seed=random.randrange(10**6))
    return [
        _of_office(agreement, random) for agreement in (*real, *made) if _is_of_today(agreement)
    ]


def _is_of_today(agreement: Agreement) -> bool:
    parties = agreement.parties
    return all(party.country or party.type is PartyType.ORGANISATION for party in parties)


def _of_office(agreement: Agreement, random: Random) -> Agreement:
    staff = random.random() < SHARE_STAFF
    changed = replace(agreement, verified=None, notes=type(agreement.notes)())
    return replace(changed, visibility=Visibility.STAFF) if staff else changed


def arrival_of(agreement: Agreement, first: date, random: Random) -> date:
    """The day on which a record comes into the register: soon after it began."""
    if not agreement.start or agreement.start.earliest <= first:
        return first
    return agreement.start.earliest + timedelta(days=random.randrange(5))


def verified_on(agreement: Agreement, day: date) -> Agreement:
    """The record as somebody compared it with the text on a day."""
    return replace(agreement, verified=Verified(PartialDate.of(day), "desk"))


async def make_chats(
    server: BotApiServer,
    administrator: Person,
    number: int,
    first: date,
    records: list[Agreement],
    random: Random,
) -> list[Chat]:
    """Groups, forums, channels and people, each with other wishes."""
    found = []
    for place in range(number):
        person = server.user(FIRST_PERSON + place, f"Official {place}", started=True)
        room, thread = await _room(server, place, person, administrator)
        is_private = isinstance(room, PrivateRoom)
        wishes = _wishes(place, records, first, random)
        zone = ZONES[place % len(ZONES)]
        sees = STAFF if is_private and place % 2 else PUBLIC
        country = "DE" if zone == "Europe/Berlin" else "TH"
        reader = Reader(wishes, zone, random.choice((6, 7, 8, 9, 9, 9)), country, sees)
        language: Language = random.choice(("en", "th"))
        patience = 5 if place % 4 == 0 else 60
        found.append(Chat(place, room, person, thread, language, reader, patience))
    return found


async def _room(
    server: BotApiServer, place: int, person: Person, administrator: Person
) -> tuple[GroupRoom | PrivateRoom, int | None]:
    kind = place % 5
    if kind == 0:
        return server.group(f"Group {place}", [person, administrator]), None
    if kind == 1:
        return person.private_chat(), None
    if kind == 2:
        forum = server.supergroup(f"Forum {place}", [person, administrator], is_forum=True)
        return forum, await forum.opens_topic("Deadlines", administrator)
    if kind == 3:
        channel: ChannelRoom = server.channel(f"Channel {place}", [administrator])
        return channel, None
    return server.supergroup(f"Supergroup {place}", [person, administrator]), None


def _wishes(place: int, records: list[Agreement], first: date, random: Random) -> tuple[Wish, ...]:
    since = first + timedelta(days=random.choice((0, 0, 0, random.randrange(900))))
    codes = tuple(a.id for a in random.sample(records, min(4, len(records))))
    countries = sorted({c for a in records for c in a.countries if c not in ("TH", "XX")})
    kind = place % 8
    if kind == 0 and place == 0:
        far = Wish(since, decide=(180, 30, 7))
        return far, Wish(since, codes=codes, decide=(365, 90, 3, 0), expiry=(14, 0))
    if kind in (0, 1, 2):
        country = random.choice(countries)
        single = Wish(since, codes=codes[:1], notice=(60, 20, 0))
        return Wish(since, countries=(country,)), single
    if kind in (3, 4):
        return (Wish(since, countries=tuple(random.sample(countries, min(3, len(countries))))),)
    if kind == 5:
        rare = (InstrumentKind.TREATY, InstrumentKind.PROTOCOL, InstrumentKind.WORK_PLAN)
        return (Wish(since, kinds=(random.choice(rare).value,)),)
    if kind == 6:
        return (Wish(since, units=("Legal Affairs",), kinds=("moc",), decide=(120, 30, 10, 1)),)
    return (Wish(since, codes=codes),)


def subscriptions_of(chat: Chat) -> list[Subscription]:
    """The chat's wishes as the bot keeps them."""
    return [
        Subscription(
            id="",
            chat_id=chat.chat_id,
            thread_id=chat.thread,
            interest=Interest(
                wish.countries,
                (),
                tuple(InstrumentKind(kind) for kind in wish.kinds),
                wish.units,
                wish.codes,
            ),
            language=chat.language,
            since=wish.since,
            by=ADMINISTRATOR,
            is_private=isinstance(chat.room, PrivateRoom),
            hour=chat.reader.hour,
            time_zone=chat.reader.zone,
            tiers=wish.decide,
            notice_tiers=wish.notice,
            expiry_tiers=wish.expiry,
            holidays=chat.reader.holidays,
            patience=chat.patience,
        )
        for wish in chat.reader.wishes
    ]
