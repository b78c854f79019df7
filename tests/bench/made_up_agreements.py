"""Made-up agreements of any number: like an office's own in all that costs time, and no real ones.

They are drawn from the shipped countries (those with most known bodies most often), organisations,
subjects and kinds, with made-up bodies, companies and places besides. Nine of ten have a party of
the own country; half are titled in both languages, three of ten in English only, two of ten in Thai
only; one of ten replaces an earlier one. Titles are distinct. The same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar

from bot.agreements.agreement import Agreement, Evidence, Owner, Party, Renewal, Term, Verified
from bot.agreements.kinds import InstrumentKind, PartyType, RenewalMode, TermKind
from bot.agreements.partial_date import BUDDHIST_OFFSET, PartialDate
from bot.agreements.text import Text
from bot.search.directory import KnownParty
from bot.search.vocabulary import Vocabulary
from tests.bench.made_up_names import NAMES_SKEW, body, company, drawn, place

SEED = 2_026
#: So many places and companies are named, a few of them often.
PLACES = 20_000
FIRST_YEAR, USUAL_YEAR, LAST_YEAR = 1962, 2019, 2026
SHARE_OWN_PARTY, SHARE_REPLACING, SHARE_SUMMARY = 0.9, 0.1, 0.4
SHARE_SIGNED, SHARE_IN_FORCE, SHARE_FIXED = 0.95, 0.5, 0.7
#: Titled in both languages, in English only; the rest in Thai only.
SHARE_BOTH, SHARE_ENGLISH = 0.5, 0.3
#: Kinds as often as offices have them.
KINDS = {
    InstrumentKind.MOU: 50, InstrumentKind.AGREEMENT: 18, InstrumentKind.MOC: 9,
    InstrumentKind.LOI: 5, InstrumentKind.PROTOCOL: 4, InstrumentKind.ARRANGEMENT: 4,
    InstrumentKind.JOINT_STATEMENT: 3, InstrumentKind.WORK_PLAN: 3, InstrumentKind.TREATY: 2,
    InstrumentKind.EXCHANGE_OF_NOTES: 2,
}  # fmt: skip
TERMS = (12, 24, 36, 36, 60, 60, 60, 120)
RENEWALS = (RenewalMode.TACIT, RenewalMode.EXPRESS, RenewalMode.NEW_TEXT, RenewalMode.NONE)
LINKS = (
    Text("on Cooperation in the Field of", "ว่าด้วยความร่วมมือด้าน"),
    Text("on", "ว่าด้วย"),
    Text("concerning", "เกี่ยวกับ"),
    Text("for the Promotion of", "เพื่อการส่งเสริม"),
)
PURPOSES = (
    Text(),
    Text(),
    Text(" in {place}", " ใน{place}"),
    Text(" in the {place} Basin", " ในลุ่มน้ำ{place}"),
    Text(" in {place} Province", " ในจังหวัด{place}"),
    Text(": the {place} Project", " โครงการ{place}"),
    Text(" for the Port of {place}", " สำหรับท่าเรือ{place}"),
    Text(", {place} Programme {year}", " แผนงาน{place} {year}"),
)
Choice = TypeVar("Choice")


def made_up_agreements(vocabulary: Vocabulary, number: int, seed: int = SEED) -> list[Agreement]:
    """Return so many agreements; the first of a longer row are those of a shorter one."""
    random = Random(seed)
    drawing = _Drawing(vocabulary, random)
    made: list[Agreement] = []
    titles: set[str] = set()
    while len(made) < number:
        agreement = drawing.agreement(made)
        if agreement.title.en not in titles:
            titles.add(agreement.title.en)
            made.append(replace(agreement, title=_in_some_language(agreement.title, random)))
    return made


def _in_some_language(title: Text, random: Random) -> Text:
    draw = random.random()
    if draw < SHARE_BOTH:
        return title
    return Text(en=title.en) if draw < SHARE_BOTH + SHARE_ENGLISH else Text(th=title.th)


class _Drawing:
    """Draws one agreement after the other."""

    def __init__(self, vocabulary: Vocabulary, random: Random) -> None:
        self._random = random
        self._kinds = {kind: vocabulary.kinds[kind].name for kind in KINDS}
        self._areas = [area.name for area in self._shuffled(list(vocabulary.glossary))]
        own, parties = vocabulary.own_country, self._shuffled(list(vocabulary.directory))
        known = Counter(party.country for party in parties)
        countries = [p for p in parties if p.type == "country" and p.id != own]
        self._countries = sorted(countries, key=lambda p: -known[p.id])
        self._blocs = [p for p in parties if p.type in ("bloc", "organisation")]
        bodies = [p for p in parties if p.country and p.type in ("ministry", "agency")]
        self._own_bodies = [p for p in bodies if p.country == own]
        self._other_bodies = [p for p in bodies if p.country != own]

    def _shuffled(self, entries: list[Choice]) -> list[Choice]:
        """Return entries in an order of which the first are drawn most."""
        self._random.shuffle(entries)
        return entries

    def _drawn(self, entries: Sequence[Choice]) -> Choice:
        return entries[drawn(self._random, len(entries))]

    def agreement(self, earlier: Sequence[Agreement]) -> Agreement:
        """Return an agreement titled in both languages; it may replace one of the earlier."""
        random = self._random
        old = random.choice(earlier) if earlier and random.random() < SHARE_REPLACING else None
        parties = old.parties if old else tuple(self._parties())
        areas = old.scope_areas if old else tuple(self._subjects())
        signed = self._day(old)
        kind = random.choices(list(KINDS), list(KINDS.values()))[0]
        title = self._title(kind, parties, areas[0], signed.year)
        country = next((p.country for p in reversed(parties) if p.country), "XX")
        return Agreement(
            id=f"{country}-{signed.year}-A{len(earlier) + 1}",
            title=title,
            kind=kind,
            parties=parties,
            scope_areas=areas,
            summary=_summary(areas) if random.random() < SHARE_SUMMARY else Text(),
            signed=signed if random.random() < SHARE_SIGNED else None,
            in_force=signed if random.random() < SHARE_IN_FORCE else None,
            term=self._term(),
            renewal=self._renewal(),
            supersedes=(old.id,) if old else (),
            owner=Owner(random.choice(("International Cooperation", "Legal Affairs", ""))),
            evidence=(Evidence("signed", str(signed), "the signed text", Text("page 1")),),
            verified=Verified(PartialDate(2026, random.randint(1, 10)), "desk"),
        )

    def _parties(self) -> Iterator[Party]:
        has_own = self._random.random() < SHARE_OWN_PARTY
        yield _party(self._drawn(self._own_bodies if has_own else self._countries))
        yield self._counterpart()

    def _counterpart(self) -> Party:
        random, country = self._random, self._drawn(self._countries)
        code = country.id if len(country.id) == 2 else ""
        draw = random.random()
        if draw < 0.3:
            return _party(country)
        if draw < 0.6:
            return body(random, code, country.name)
        if draw < 0.9:
            return _party(self._drawn(self._other_bodies if draw < 0.8 else self._blocs))
        return company(random, code, PLACES)

    def _subjects(self) -> Iterator[Text]:
        count = self._random.choice((1, 1, 2, 3, 4, 5))
        yield from dict.fromkeys(self._drawn(self._areas) for _ in range(count))

    def _day(self, old: Agreement | None) -> PartialDate:
        """Return a day of signature, of recent years most often, and after an old text's."""
        year = old.signed.year if old and old.signed else FIRST_YEAR
        years = (year, LAST_YEAR + 0.8, max(year, USUAL_YEAR))
        whole, part = divmod(self._random.triangular(*years), 1)
        day = date.fromordinal(date(int(whole), 1, 1).toordinal() + int(part * 365))
        return PartialDate.of(day)

    def _title(
        self, kind: InstrumentKind, parties: Sequence[Party], subject: Text, year: int
    ) -> Text:
        random, name = self._random, self._kinds[kind]
        link, purpose = random.choice(LINKS), random.choice(PURPOSES)
        where, (first, second) = place(drawn(random, PLACES, NAMES_SKEW)), map(_side, parties)
        english = f"{name.en} between the {first.en} and the {second.en} {link.en} {subject.en}"
        thai = f"{name.th}ระหว่าง{first.th}กับ{second.th}{link.th}{subject.th}"
        return Text(
            english + purpose.en.format(place=where.en, year=year),
            thai + purpose.th.format(place=where.th, year=year + BUDDHIST_OFFSET),
        )

    def _term(self) -> Term:
        if self._random.random() < SHARE_FIXED:
            return Term(TermKind.FIXED, self._random.choice(TERMS))
        return Term(self._random.choice((TermKind.OPEN_ENDED, TermKind.UNKNOWN)))

    def _renewal(self) -> Renewal:
        mode = self._random.choice(RENEWALS)
        if mode not in (RenewalMode.TACIT, RenewalMode.EXPRESS):
            return Renewal(mode)
        return Renewal(mode, self._random.choice(TERMS), self._random.choice((3, 6)))


def _party(known: KnownParty) -> Party:
    kind = "state" if known.type == "country" else known.type
    country = known.id if known.type == "country" and len(known.id) == 2 else known.country
    type_ = PartyType(kind) if kind in set(PartyType) else PartyType.ORGANISATION
    return Party(known.name, next(iter(known.abbreviations), ""), country, type_)


def _side(party: Party) -> Text:
    """Return a party as a title names it."""
    if party.type is PartyType.STATE:
        return Text(f"Government of {party.name.en}", f"รัฐบาล{party.name.th}")
    return Text(party.name.en, party.name.th or party.name.en)


def _summary(areas: Sequence[Text]) -> Text:
    english = ", ".join(area.en.lower() for area in areas)
    thai = " ".join(area.th for area in areas)
    return Text(
        f"The two sides cooperate on {english} through exchange of experts and joint projects.",
        f"ทั้งสองฝ่ายร่วมมือด้าน{thai} ด้วยการแลกเปลี่ยนผู้เชี่ยวชาญและโครงการร่วม",
    )
