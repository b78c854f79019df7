"""The same in Thai: กระทรวงสื่อสารญี่ปุ่น, หน่วยงานความมั่นคงไซเบอร์ของเรา."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.agreements.text import has_thai
from bot.search.normal_form import normal
from bot.search.senses import Category, Mention
from bot.search.vocabulary import Vocabulary

#: A word for a body, then what it looks after; whose it is must follow.
_HEAD = re.compile(r"(กระทรวง|กรม|สำนักงาน|หน่วยงาน|คณะกรรมการ)(?:ด้าน|เรื่อง|ดูแล)?")
_OWN = re.compile(r" ?(?:ของ|ฝ่าย)?(?:เรา|ไทย)(?![ก-๎])")
_OF = re.compile(r" ?(?:(?:ของ|แห่ง|ฝ่าย|ใน)(?:ประเทศ)?)?$")
_OF_A_COUNTRY = re.compile("ของ|แห่ง|ฝ่าย")
#: Any agency may be called these.
_ANY = frozenset({"หน่วยงาน"})
#: Nouns are made with these, of which a name has as many as it likes.
_NOUN_MAKERS = re.compile("การ|ความ|กิจ|และ| ")
_SHORTEST, _LONGEST = 4, 40


class ThaiBodies:
    """The bodies of each country, to be found by a part of their Thai names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._own = vocabulary.own_country
        self._directory = vocabulary.directory
        self._bodies: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for party in vocabulary.directory:
            if party.country and party.type in ("ministry", "agency", "organisation"):
                for name in (party.name.th, *party.aliases):
                    if has_thai(name):
                        self._bodies[party.country].append((party.id, normal(name)))

    def found(self, folded: str, mentions: list[Mention]) -> Iterator[tuple[int, int, str]]:
        """Yield where a body is described, from and to, and its id."""
        if folded.isascii():
            return
        for head in _HEAD.finditer(folded):
            for end, telling, countries in self._owned(folded, head, mentions):
                of = _OF_A_COUNTRY.search(folded, head.end(), end) is not None
                if self._is_named(head.start(), end, countries, mentions, of=of):
                    continue
                if body := self._meant(countries, head[1], telling):
                    yield head.start(), end, body

    def _is_named(
        self, start: int, end: int, countries: Iterable[str], mentions: list[Mention], *, of: bool
    ) -> bool:
        """Whether one of those bodies is called by a name already, or one of the office's own.

        "กระทรวงดิจิทัลรัสเซีย" may be our ministry and Russia; with ของ between it is theirs.
        """
        inside = (m for m in mentions if m.start < end and start < m.end)
        country_of = self._directory.country_of
        bodies = {
            country_of(i) for m in inside for i in m.ids(Category.PARTY) if country_of(i) != i
        }
        return not bodies.isdisjoint(countries) or (self._own in bodies and not of)

    def _owned(
        self, folded: str, head: re.Match[str], mentions: Iterable[Mention]
    ) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Yield to where, with which words and of which countries a description may be."""
        own = _OWN.search(folded, head.end(), head.end() + _LONGEST)
        if own:
            yield own.end(), folded[head.end() : own.start()], (self._own,)
        for mention in mentions:
            ids = mention.ids(Category.PARTY)
            country = ids and all(self._directory.country_of(i) == i for i in ids)
            if country and head.end() < mention.start < head.end() + _LONGEST:
                telling = _OF.sub("", folded[head.end() : mention.start])
                yield mention.end, telling, ids

    def _meant(self, countries: Iterable[str], head: str, telling: str) -> str | None:
        wanted = _NOUN_MAKERS.sub("", telling)
        if len(wanted) < _SHORTEST:
            return None
        meant = {
            body
            for country in countries
            for body, name in self._bodies[country]
            if (head in name if head not in _ANY else "กระทรวง" not in name)
            and wanted in _NOUN_MAKERS.sub("", name)
        }
        return meant.pop() if len(meant) == 1 else None
