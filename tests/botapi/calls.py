"""The log of everything the bot asked for, and what it says about Telegram's sending limits.

Keeps out the answering. The limits are those Telegram publishes as advice: about 30 messages a
second over all chats, one a second in one chat, 20 a minute in a group or channel.
"""

import math
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.botapi.clock import Clock
from tests.botapi.records import Call, Json, Upload

SENDS: Final = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "sendMediaGroup",
        "copyMessage",
        "forwardMessage",
    }
)
SECOND: Final = 1.0
MINUTE: Final = 60.0


def messages_in(call: Call) -> int:
    """How many messages a call sends; an album counts each."""
    return len(call.params.get("media", [])) if call.method == "sendMediaGroup" else 1


class CallLog(list[Call]):
    """All calls in order of arrival."""

    def of(self, method: str, **wanted: Any) -> list[Call]:
        """Calls of one method whose named parameters have these values (or pass these tests)."""
        return [call for call in self if call.method == method and call.matches(wanted)]

    def sends(self) -> list[Call]:
        """Calls that put a message into a chat."""
        return [call for call in self if call.method in SENDS and call.outcome in {"ok", "lost"}]

    def add(self, method: str, params: Json, uploads: dict[str, Upload], clock: Clock) -> Call:
        """Note a call that has just arrived."""
        call = Call(len(self) + 1, method, params, uploads, clock.now(), time.monotonic())
        self.append(call)
        return call


@dataclass(frozen=True, slots=True)
class SlidingWindows:
    """The busiest window of each kind: messages per second or minute, as measured."""

    overall_per_second: int
    per_chat_per_second: dict[int | str, int]
    per_group_per_minute: dict[int | str, int]

    @property
    def worst_chat(self) -> int:
        """Most messages any chat got within one second."""
        return max(self.per_chat_per_second.values(), default=0)

    @property
    def worst_group(self) -> int:
        """Most messages any group or channel got within one minute."""
        return max(self.per_group_per_minute.values(), default=0)


def busiest(moments: Iterable[float], span: float) -> int:
    """Most moments in any half-open window of ``span`` seconds."""
    ordered = sorted(moments)
    return max(
        (index + 1 - bisect_right(ordered, end - span) for index, end in enumerate(ordered)),
        default=0,
    )


def sliding_windows(calls: CallLog, *, real_time: bool) -> SlidingWindows:
    """Measure a call log by the server's clock or by real time."""
    chats: dict[int | str, list[float]] = defaultdict(list)
    for call in calls.sends():
        moment = call.real_time if real_time else call.time
        chats[call.params["chat_id"]] += [moment] * messages_in(call)
    groups = {chat: moments for chat, moments in chats.items() if isinstance(chat, str) or chat < 0}
    everything = [moment for moments in chats.values() for moment in moments]
    return SlidingWindows(
        busiest(everything, SECOND),
        {chat: busiest(moments, SECOND) for chat, moments in chats.items()},
        {chat: busiest(moments, MINUTE) for chat, moments in groups.items()},
    )


@dataclass
class FloodControl:
    """Telegram's published limits, enforced when switched on; 0 switches one limit off."""

    enforced: bool = False
    real_time: bool = False
    overall_per_second: int = 30
    per_chat_per_second: int = 1
    per_group_per_minute: int = 20
    _sent: dict[int | str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def wait(self, call: Call) -> int:
        """Whole seconds the bot has to wait before this call; 0 lets it pass and counts it."""
        if not self.enforced or call.method not in SENDS:
            return 0
        now = call.real_time if self.real_time else call.time
        chat, number = call.params["chat_id"], messages_in(call)
        for moments in self._sent.values():
            moments[:] = [moment for moment in moments if moment > now - MINUTE]
        everything = [moment for moments in self._sent.values() for moment in moments]
        waits = [
            room_in(everything, self.overall_per_second, SECOND, now),
            room_in(self._sent[chat], self.per_chat_per_second, SECOND, now),
        ]
        if isinstance(chat, str) or chat < 0:
            waits.append(room_in(self._sent[chat], self.per_group_per_minute, MINUTE, now))
        if max(waits) > 0:
            return math.ceil(max(waits))
        self._sent[chat] += [now] * number
        return 0


def room_in(moments: list[float], limit: int, span: float, now: float) -> float:
    """Seconds until the window has room for one more; 0 if it has."""
    recent = sorted(moment for moment in moments if moment > now - span)
    if not limit or len(recent) < limit:
        return 0.0
    return recent[-limit] + span - now
