"""What a method's implementation looks like to the server; keeps out the methods."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.botapi.records import Json

Method: TypeAlias = Callable[[Json], Any]
"""Takes checked parameters, returns the result or an awaitable of it. Raises ApiError."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A result that comes with a ``description``, as those of the webhook methods do."""

    result: Any
    description: str
