"""Whose changes wait until somebody else has looked at them."""

from __future__ import annotations

from enum import StrEnum

from bot.people.roles import Role


class SecondPair(StrEnum):
    """For whose changes a second pair of eyes is needed before they count."""

    OFF = "off"
    EDITORS = "editors"
    EVERYBODY = "everybody"

    def is_needed_for(self, role: Role) -> bool:
        """Return whether a change of somebody in this role is a proposal at first."""
        if self is SecondPair.EDITORS:
            return role < Role.ADMINISTRATOR
        return self is SecondPair.EVERYBODY
