"""The small records every part of the test server passes around; no behaviour worth a name."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart request."""

    field: str
    file_name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of the Bot API's form: where, what, and what the official server would answer."""

    where: str
    what: str
    answer: str = ""

    @property
    def description(self) -> str:
        """The ``description`` of the 400 answer."""
        return f"Bad Request: {self.answer or f'{self.where}: {self.what}'}"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must never happen in a test run: a malformed call, or a malformed answer."""

    method: str
    problem: str
    evidence: Json = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method}: {self.problem} in {str(self.evidence)[:300]}"


@dataclass(slots=True)
class Call:
    """One request the bot made.

    ``time`` is the server clock's Unix time, ``real_time`` the monotonic clock's, both in seconds.
    ``outcome`` is one of pending, ok, error, refused (a violation), fault, lost (performed, but the
    answer never arrived).
    """

    number: int
    method: str
    params: Json
    uploads: dict[str, Upload]
    time: float
    real_time: float
    outcome: str = "pending"
    response: Json | None = None

    @property
    def result(self) -> Any:
        """What the bot got back, None for an error."""
        return (self.response or {}).get("result")

    def matches(self, wanted: Json) -> bool:
        """Whether every named parameter has the wanted value (or satisfies the wanted test)."""
        return all(
            test(self.params.get(name)) if callable(test) else self.params.get(name) == test
            for name, test in wanted.items()
        )
