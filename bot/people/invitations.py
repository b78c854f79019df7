"""Invitations: a random word that makes whoever opens it first a reader, say; pure.

Only a digest of the word is kept, so that whoever reads the register's file cannot use it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.people.roles import Role

#: Days that an invitation can be open for: as usual, and at most.
USUAL_DAYS, MOST_DAYS = 7, 30
#: What a link may give. An administrator is named by number, for a link can be passed on.
MAY_INVITE_TO = (Role.GUEST, Role.READER, Role.EDITOR)
#: Telegram allows a payload of so many characters.
LONGEST_PAYLOAD = 64


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that nobody has used yet; `digest` of its word, who made it, until when."""

    digest: str
    role: Role
    by: int
    at: datetime
    until: datetime
    title: str = ""

    def is_open(self, now: datetime) -> bool:
        """Return whether it can still be used."""
        return now < self.until


def digest_of(word: str) -> str:
    """Return what is kept of an invitation's word."""
    return hashlib.sha256(word.encode()).hexdigest()
