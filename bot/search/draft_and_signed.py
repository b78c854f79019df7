"""A pair told by its state: "the draft and the signed one", ฉบับร่างกับฉบับที่เซ็นแล้ว.

Both states are named to tell the two texts apart; no text is both, so neither filters.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.search.question import Ask, Mode, StatusFilter

_STATES = frozenset({StatusFilter.NOTHING_SIGNED, StatusFilter.CONCLUDED})
_SIGNED = "signed"
Filters = tuple[tuple[StatusFilter, ...], tuple[str, ...], tuple[Ask, ...]]


def of_a_pair(
    mode: Mode,
    statuses: Iterable[StatusFilter],
    recorded: Iterable[str],
    asks: Iterable[Ask],
) -> Filters:
    """Return filters and fields, of a comparison without the states that only tell its sides."""
    statuses, recorded, asks = tuple(statuses), tuple(recorded), tuple(asks)
    signed = _SIGNED in recorded or Ask.SIGNED in asks or StatusFilter.CONCLUDED in statuses
    if mode is not Mode.COMPARE or not signed or StatusFilter.NOTHING_SIGNED not in statuses:
        return statuses, recorded, asks
    return (
        tuple(status for status in statuses if status not in _STATES),
        tuple(name for name in recorded if name != _SIGNED),
        tuple(ask for ask in asks if ask is not Ask.SIGNED),
    )
