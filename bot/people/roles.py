"""Roles and what they allow; people and chats are known by numeric id, never by name.

Why numeric ids only: a user name can be given up and taken by somebody else, and "is an
administrator of the group" tells nothing about the office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import Visibility

#: Ids that stand for no person: Telegram's service account, an anonymous group administrator, and
#: somebody who speaks in the name of a channel. Each of them would be everybody.
NO_PERSON = frozenset({777000, 1087968824, 136817688})


class Role(IntEnum):
    """What a person or chat may do; each role includes the ones before it."""

    NOBODY = 0
    GUEST = 1
    READER = 2
    EDITOR = 3
    ADMINISTRATOR = 4


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person (positive id) or a chat (negative id), by whom and when."""

    id: int
    role: Role
    by: int
    at: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, and from where: what may be shown depends on both."""

    user_id: int
    role: Role
    in_private: bool = True

    def may_see(self, agreement: Agreement) -> bool:
        """Return whether a record may be shown to this viewer here.

        Public records to everybody admitted; the office's own to its people in private; private
        ones to administrators in private: nothing but public records reaches a group.
        """
        if agreement.visibility is Visibility.PUBLIC:
            return self.role > Role.NOBODY
        if not self.in_private:
            return False
        if agreement.visibility is Visibility.STAFF:
            return self.role >= Role.READER
        return self.role >= Role.ADMINISTRATOR

    @property
    def is_inside(self) -> bool:
        """Return whether contact persons and notes may be shown: to the office, in private."""
        return self.in_private and self.role >= Role.READER


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom the operator admits by the settings, beside what administrators grant."""

    administrators: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    open_to_all: bool = False


#: The terminal is the operator's: whoever can read the file may read the records.
OPERATOR = Viewer(0, Role.ADMINISTRATOR)
