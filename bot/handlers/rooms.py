"""What a room offers: its commands, buttons, prompts, confirmations, files and links.

Each part of the bot (reminders, people, upkeep, import ...) is a room: a class that is given the
hall and says in one place what it answers. Telegram's side (which update goes where, who may,
which menu shows what) is derived from that, so a new command is one line in its room.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.handlers.asked import Asked
from bot.handlers.confirmations import Confirmation
from bot.handlers.prompts import Prompt
from bot.handlers.tapped import OtherTap, Tapped
from bot.people.roles import Role

Answers = Callable[[Asked], Awaitable[None]]
AnswersPrompt = Callable[[Asked, Prompt], Awaitable[None]]
DoesConfirmed = Callable[[Tapped, Confirmation], Awaitable[str]]
AnswersLink = Callable[[Asked, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name without the slash, what answers it, and who may use it where.

    `role`: the least role. `changes`: it changes something, so only a new message that a person
    wrote here just now is obeyed; an edited, forwarded or old one is refused with the reason.
    `edits`: where the message is edited, the answer is edited too; else an edit says nothing new.
    `in_groups`: it may be used in groups, else in private only. `in_menu`: the menus show it.
    """

    name: str
    answer: Answers
    role: Role = Role.GUEST
    changes: bool = False
    edits: bool = False
    in_groups: bool = True
    in_menu: bool = True


@dataclass(frozen=True, slots=True)
class Doer:
    """Does what was confirmed; `role`: the least role, asked again when the button is tapped."""

    role: Role
    do: DoesConfirmed


@dataclass(frozen=True, slots=True)
class Offers:
    """What a room answers.

    `taps`: by the verb of the button. `prompts`: by the kind of the prompt whose answer a message
    is. `confirmed`: by the kind of what was confirmed. `links`: by the start of the payload of a
    deep link (/start). `document`: a file sent in private that nothing else asked for.
    """

    commands: tuple[Command, ...] = ()
    taps: Mapping[str, OtherTap] = field(default_factory=dict)
    prompts: Mapping[str, AnswersPrompt] = field(default_factory=dict)
    confirmed: Mapping[str, Doer] = field(default_factory=dict)
    links: Mapping[str, AnswersLink] = field(default_factory=dict)
    document: Answers | None = None


class Room(Protocol):
    """A part of the bot."""

    def offers(self) -> Offers:
        """Return what this room answers."""


def all_offers(rooms: tuple[Room, ...]) -> Offers:
    """Put the offers of all rooms together. Raises ValueError where two offer the same."""
    offers = [room.offers() for room in rooms]
    names = [command.name for offer in offers for command in offer.commands]
    documents = [offer.document for offer in offers if offer.document]
    for what in (
        names,
        [verb for offer in offers for verb in offer.taps],
        [kind for offer in offers for kind in offer.prompts],
        [kind for offer in offers for kind in offer.confirmed],
        [start for offer in offers for start in offer.links],
        ["document"] * len(documents),
    ):
        twice = {one for one in what if what.count(one) > 1}
        if twice:
            raise ValueError(f"offered by two rooms: {', '.join(sorted(twice))}")
    return Offers(
        tuple(command for offer in offers for command in offer.commands),
        {verb: answer for offer in offers for verb, answer in offer.taps.items()},
        {kind: answer for offer in offers for kind, answer in offer.prompts.items()},
        {kind: answer for offer in offers for kind, answer in offer.confirmed.items()},
        {start: answer for offer in offers for start, answer in offer.links.items()},
        documents[0] if documents else None,
    )
