"""Scripted trouble: which calls go wrong, how often and in which way; keeps out the network code.

Kinds: ``error`` (a Bot API error), ``raw`` (any status and body, such as a proxy's 502 page),
``drop`` (the connection is cut, nothing is done), ``hang`` (no answer until released), ``after``
(the call is performed and its answer lost). ``method`` may also be ``download`` for files, or ``*``
for everything.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from tests.botapi.errors import ApiError
from tests.botapi.records import Call, Json

Kind = Literal["error", "raw", "drop", "hang", "after"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
GATEWAY_PAGE: Final = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass
class Fault:
    """One script; ``hits`` are the calls it has struck so far."""

    method: str
    kind: Kind
    match: Json = field(default_factory=dict)
    times: int | None = 1
    code: int = 400
    description: str = "Bad Request: scripted fault"
    parameters: Json | None = None
    body: str = GATEWAY_PAGE
    content_type: str = "text/html"
    hits: list[Call] = field(default_factory=list)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def strikes(self, call: Call) -> bool:
        """Whether this call is meant and the script is not used up."""
        meant = self.method in {"*", call.method} and call.matches(self.match)
        return meant and (self.times is None or len(self.hits) < self.times)

    def error(self) -> ApiError:
        """The error of kind ``error``."""
        return ApiError(self.code, self.description, self.parameters)

    def release(self) -> None:
        """Let hanging calls go on; they are then performed as usual."""
        self.times = len(self.hits)
        self._released.set()

    async def hold(self) -> None:
        """Wait for the release."""
        await self._released.wait()


class Faults(list[Fault]):
    """All scripts, tried in order."""

    def add(self, method: str, kind: Kind = "error", **script: Any) -> Fault:
        """Script trouble for the next ``times`` (default 1, None = for ever) matching calls.

        Further keywords are the fields of ``Fault``. A ``retry_after`` or ``migrate_to_chat_id``
        goes into ``parameters``.
        """
        fault = Fault(method, kind, **script)
        self.append(fault)
        return fault

    def take(self, call: Call) -> Fault | None:
        """The first script that strikes this call, with the hit noted."""
        for fault in self:
            if fault.strikes(call):
                fault.hits.append(call)
                return fault
        return None

    def lift(self) -> None:
        """End all scripts and release whatever hangs."""
        for fault in self:
            fault.release()
        self.clear()
