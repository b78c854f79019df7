"""The room in which administrators admit people and chats."""

from __future__ import annotations

from bot.handlers.admission.granting import GRANT, GrantHandlers
from bot.handlers.admission.invitations import Invitations
from bot.handlers.admission.inviting import INVITE, InviteHandlers
from bot.handlers.admission.listing import PeopleHandlers
from bot.handlers.commands import CommandHandlers
from bot.handlers.groups import GroupHandlers
from bot.handlers.hall import Hall
from bot.handlers.menus import MenuBoard
from bot.handlers.rooms import Command, Doer, Offers
from bot.people.roles import Role
from bot.replies.people import CHANGES, LIST, ONE, ROLE, WITHDRAW


class AdmissionRoom:
    """Roles given and taken, invitations, the list of people."""

    def __init__(
        self, hall: Hall, menus: MenuBoard, groups: GroupHandlers, commands: CommandHandlers
    ) -> None:
        self.invitations = Invitations(hall.desk.store, hall.desk.access, hall.desk.clock)
        self._granting = GrantHandlers(hall, menus, groups)
        self._inviting = InviteHandlers(hall, self.invitations, menus, commands)
        self._listing = PeopleHandlers(hall, self.invitations)

    def offers(self) -> Offers:
        """Return the commands, buttons and links about who is admitted."""
        chief = Role.ADMINISTRATOR
        granting, inviting, listing = self._granting, self._inviting, self._listing
        return Offers(
            commands=(
                Command("people", listing.people, chief, in_groups=False),
                Command("grant", granting.grant, chief, changes=True, in_groups=False),
                Command("revoke", granting.revoke, chief, changes=True, in_groups=False),
                Command("invite", inviting.invite, chief, changes=True, in_groups=False),
            ),
            taps={
                LIST: listing.tapped,
                ONE: listing.tapped,
                CHANGES: listing.tapped,
                ROLE: granting.role_tapped,
                WITHDRAW: inviting.withdrawn,
            },
            confirmed={
                GRANT: Doer(chief, granting.confirmed),
                INVITE: Doer(chief, inviting.confirmed),
            },
            links={INVITE: inviting.opened},
        )
