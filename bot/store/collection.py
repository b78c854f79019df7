"""What a collection is: how frozen values of one kind rest as rows; no files, no tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

JSONValue: TypeAlias = (
    bool | int | float | str | Sequence["JSONValue"] | Mapping[str, "JSONValue"] | None
)
Row: TypeAlias = Mapping[str, JSONValue]

T = TypeVar("T")

RESERVED_MARK = "_"


@dataclass(frozen=True)
class Collection(Generic[T]):
    """A named kind of values and its codec; `decode(encode(value))` must equal `value`.

    `decode` is given a row it must not keep or change: what it returns is shared by all readers,
    so it must be frozen through and through. Names that begin with "_" belong to the store.
    """

    name: str
    encode: Callable[[T], Row]
    decode: Callable[[Row], T]

    def __post_init__(self) -> None:
        if not self.name or self.name.startswith(RESERVED_MARK):
            raise ValueError(f"a collection cannot be called {self.name!r}")
