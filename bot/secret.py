"""A value that is never shown: the bot's token."""

from __future__ import annotations


class Secret:
    """Holds a value that neither repr nor an error tells."""

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value itself."""
        return self._value

    def __bool__(self) -> bool:
        """Whether there is a value."""
        return bool(self._value)

    def __repr__(self) -> str:
        """Hide the value."""
        return "Secret(…)" if self._value else "Secret()"
