"""The kinds of instrument that a question names, less those by which any text is meant."""

from __future__ import annotations

from collections.abc import Iterable

from bot.agreements.kinds import InstrumentKind
from bot.search.senses import Category, Mention

#: Kinds by which people mean any agreement: they rank, they do not filter.
GENERAL_KINDS = frozenset({InstrumentKind.AGREEMENT, InstrumentKind.OTHER})


def names_any_text(mention: Mention) -> bool:
    """Whether it is "agreements", by which any text is meant: it says nothing of which one."""
    kinds = mention.ids(Category.KIND)
    return bool(kinds) and all(kind in GENERAL_KINDS for kind in kinds)


def kinds_named(mentions: Iterable[Mention]) -> tuple[InstrumentKind, ...]:
    """Return the kinds that narrow, each once; "memorandum" beside MoU or MoC adds nothing."""
    found = (InstrumentKind(kind) for m in mentions for kind in m.ids(Category.KIND))
    kinds = list(dict.fromkeys(kind for kind in found if kind not in GENERAL_KINDS))
    if len(kinds) > 1 and InstrumentKind.MEMORANDUM in kinds:
        kinds.remove(InstrumentKind.MEMORANDUM)
    return tuple(kinds)
