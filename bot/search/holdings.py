"""The register as search sees it: the records, their index, names and succession, kept in step."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import Visibility
from bot.agreements.lineage import Successors
from bot.search.features import reader_of
from bot.search.given_names import GivenName
from bot.search.index import Index
from bot.search.lexicon import Lexicon
from bot.search.normal_form import normal
from bot.search.senses import Category, Naming, Sense
from bot.search.vocabulary import Vocabulary
from bot.search.words import stem

#: Whether a record may be shown; for the records of one visibility it is the same.
Allowed = Callable[[Agreement], bool]
_KIND = re.compile(r"\bMo[UC]$")
#: So many changes are remembered for those who keep something of each record.
CHANGES_REMEMBERED = 1_000


class Holdings:
    """All agreements of a register, ready to be asked about.

    `put` and `drop` keep every part in step, so that an edit costs milliseconds at any size.
    """

    def __init__(self, vocabulary: Vocabulary, agreements: Iterable[Agreement] = ()) -> None:
        self.vocabulary = vocabulary
        self.names = Lexicon(parent=vocabulary.lexicon)
        self.index = Index(reader_of(vocabulary))
        self.successors = Successors()
        self.version = 0
        self._changes: deque[tuple[str, ...]] = deque(maxlen=CHANGES_REMEMBERED)
        self._given: dict[str, GivenName] = {}
        self._by_visibility: dict[Visibility, dict[str, Agreement]] = {v: {} for v in Visibility}
        self._parts: dict[frozenset[Visibility], Holdings] = {}
        self._agreements: dict[str, Agreement] = {}
        self._typed_ids: dict[str, str] = {}
        self._folded_ids: dict[str, dict[str, None]] = {}
        for agreement in agreements:
            self.put(agreement)

    def __len__(self) -> int:
        return len(self._agreements)

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self._agreements.values())

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        """All agreements by id; read only."""
        return MappingProxyType(self._agreements)

    def get(self, agreement_id: str) -> Agreement | None:
        """Return the agreement with exactly this id, or None."""
        return self._agreements.get(agreement_id)

    def changed_since(self, version: int) -> set[str] | None:
        """Return the records that changed, or what follows them did; None after too many changes.

        `version`: the number that `version` was then.
        """
        missed = self.version - version
        if missed > len(self._changes):
            return None
        return {i for ids in islice(reversed(self._changes), missed) for i in ids}

    def _note(self, agreement: Agreement | None) -> None:
        self.version += 1
        touched = (agreement.id, *agreement.supersedes, *agreement.amends) if agreement else ()
        self._changes.append(touched)

    def id_like(self, typed: str) -> str | None:
        """Return the id that was typed in any case, or None.

        Signs may be typed otherwise (R.O.K as ROK) where that leaves only one.
        """
        exact = self._typed_ids.get(typed.casefold())
        like = self._folded_ids.get(normal(typed), {})
        return exact or (next(iter(like)) if len(like) == 1 else None)

    def seen_by(self, allowed: Allowed) -> Holdings:
        """Return the register as if nothing but what may be shown was on record.

        Why a register of its own and no filter at the end: what is hidden would still show in
        counts, in what replaces what, in the words known and in what comes nearest. It is made at
        the first question of such a viewer and kept in step from then on.
        """
        by_visibility = self._by_visibility.items()
        hidden = frozenset(
            v
            for v, records in by_visibility
            if records and not allowed(next(iter(records.values())))
        )
        if not hidden:
            return self
        if hidden not in self._parts:
            shown = (a for v, records in by_visibility if v not in hidden for a in records.values())
            part = self._parts[hidden] = Holdings(self.vocabulary, shown)
            for key, given in self._given.items():
                part.name(key, given)
        return self._parts[hidden]

    def name(self, key: str, given: GivenName | None) -> None:
        """Let a name that the office gave stand for what it says; None takes it away again."""
        before = self._given.pop(key, None)
        if before is not None:
            self.names.remove(before.name, before.sense)
        if given is not None:
            self._given[key] = given
            self.names.add(given.name, given.sense)
        self._note(None)
        for part in self._parts.values():
            part.name(key, given)

    def put(self, agreement: Agreement) -> None:
        """Take up a new or changed agreement; one that was removed is dropped."""
        self.drop(agreement.id)
        if agreement.removed:
            return
        for hidden, part in self._parts.items():
            if agreement.visibility not in hidden:
                part.put(agreement)
        self._note(agreement)
        self._agreements[agreement.id] = agreement
        self._by_visibility[agreement.visibility][agreement.id] = agreement
        self._typed_ids[agreement.id.casefold()] = agreement.id
        self._folded_ids.setdefault(normal(agreement.id), {})[agreement.id] = None
        self.index.put(agreement)
        self.successors.put(agreement)
        for name in _names_of(agreement):
            sense = Sense(Category.AGREEMENT, agreement.id, Naming.ALIAS)
            if name.isupper() or not name.islower():
                is_word = stem(normal(name)) in self.vocabulary.english
                self.names.add_exact(name, sense, weak=not is_word)
            else:
                self.names.add(name, sense)

    def drop(self, agreement_id: str) -> None:
        """Forget an agreement; unknown ids are ignored."""
        agreement = self._agreements.pop(agreement_id, None)
        if agreement is None:
            return
        for part in self._parts.values():
            part.drop(agreement_id)
        self._note(agreement)
        del self._by_visibility[agreement.visibility][agreement_id]
        self._typed_ids.pop(agreement_id.casefold(), None)
        self._folded_ids[normal(agreement_id)].pop(agreement_id, None)
        self.index.drop(agreement_id)
        self.successors.drop(agreement)
        for name in _names_of(agreement):
            self.names.remove(name, Sense(Category.AGREEMENT, agreement_id, Naming.ALIAS))


def _names_of(agreement: Agreement) -> Iterator[str]:
    """Yield the names under which people know it; a title is too long to be typed exactly.

    Whoever is known as an MoU is called a memorandum too.
    """
    for name in agreement.aliases:
        yield name
        if name.isascii() and (written_out := _KIND.sub("memorandum", name)) != name:
            yield written_out
    yield from agreement.short_title.wordings
