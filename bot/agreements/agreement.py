"""An agreement and its parts as the register holds them: recorded facts, nothing derived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.agreements.errors import AgreementError
from bot.agreements.kinds import (
    InstrumentKind,
    PartyType,
    RenewalMode,
    TermKind,
    Visibility,
)
from bot.agreements.partial_date import PartialDate, Span
from bot.agreements.text import Text

#: The fields of an agreement that hold a date, in the order in which they happen.
DATE_FIELDS = ("approved", "signed", "in_force", "expires", "terminated")


@dataclass(frozen=True, slots=True)
class Party:
    """One side as it is named in the text; `formerly` holds its earlier names."""

    name: Text
    abbreviation: str = ""
    country: str = ""
    type: PartyType | None = None
    formerly: tuple[str, ...] = ()

    @property
    def wordings(self) -> Iterator[str]:
        """Every name it goes by."""
        yield from self.name.wordings
        if self.abbreviation:
            yield self.abbreviation
        yield from self.formerly


@dataclass(frozen=True, slots=True)
class Term:
    """How long it lasts; `months` only for a fixed term."""

    kind: TermKind = TermKind.UNKNOWN
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """What happens at the term's end.

    `period_months`: length of a further term. `notice_months`: how long before the term's end a
    notice is due, to stop a tacit renewal or to ask for an express one. `approval_days`: how long
    the own side's approval takes. `times`: how often it may renew (None: not limited).
    """

    mode: RenewalMode = RenewalMode.UNKNOWN
    period_months: int | None = None
    notice_months: int | None = None
    approval_days: int | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose agreement it is in the own office; the contact is for staff only."""

    unit: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file kept beside the register: its SHA-256 in hexadecimal, and its length in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from: the field it proves, what the source says, and where.

    `file`: the source is a file kept beside the register, and `source` is its name. Why evidence
    and no field of its own: whoever attaches a text says where a record comes from, so sources,
    exports, previews, undo and history hold attachments without a second way of doing any of it.
    Who attached it and when stands in the audit log, as for every change.
    """

    field: str = ""
    value: str = ""
    source: str = ""
    locator: Text = Text()
    note: Text = Text()
    file: StoredFile | None = None

    @property
    def is_address(self) -> bool:
        """Whether the source is a web address."""
        return self.source.startswith(("http://", "https://"))

    @property
    def is_attachment(self) -> bool:
        """Whether it can be opened and stands for the whole record, not for one of its fields."""
        return self.file is not None or (self.is_address and not self.field)


@dataclass(frozen=True, slots=True)
class Verified:
    """When somebody last compared the record with the text, and who."""

    on: PartialDate
    by: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A record of the register. Empty and None mean "not recorded".

    `revision` counts the changes acknowledged so far; `removed` marks a record that was taken
    out but can be brought back. Neither is part of the interchange format.
    """

    id: str
    title: Text
    short_title: Text = Text()
    aliases: tuple[str, ...] = ()
    kind: InstrumentKind = InstrumentKind.OTHER
    binding: bool | None = None
    parties: tuple[Party, ...] = ()
    scope_areas: tuple[Text, ...] = ()
    summary: Text = Text()
    notes: Text = Text()
    signed: PartialDate | None = None
    in_force: PartialDate | None = None
    expires: PartialDate | None = None
    terminated: PartialDate | None = None
    approved: PartialDate | None = None
    term: Term = Term()
    renewal: Renewal = Renewal()
    termination_notice_months: int | None = None
    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    owner: Owner = Owner()
    visibility: Visibility = Visibility.PUBLIC
    evidence: tuple[Evidence, ...] = ()
    verified: Verified | None = None
    revision: int = field(default=0, compare=False)
    removed: bool = False

    @property
    def name(self) -> Text:
        """The short title where there is one, else the title."""
        return self.short_title or self.title

    @property
    def start(self) -> PartialDate | None:
        """Entry into force, else signature, else nothing: a start is never guessed."""
        return self.in_force or self.signed

    @property
    def is_talks(self) -> bool:
        """Whether nothing was signed."""
        return self.kind is InstrumentKind.TALKS

    @property
    def is_told_signed(self) -> bool:
        """Whether a source tells of its signature, though no day of it is recorded."""
        return not (self.signed or self.is_talks) and bool(self.evidence_for("signed"))

    @property
    def is_undated(self) -> bool:
        """Whether nothing on record says that it was concluded: no date of it, no source."""
        return not (self.start or self.expires or self.is_talks or self.is_told_signed)

    @property
    def is_draft(self) -> bool:
        """Whether it was approved for signature, and no signature is on record."""
        return self.is_undated and self.approved is not None

    @property
    def countries(self) -> tuple[str, ...]:
        """Country codes of the parties, each once, in the order of the text."""
        return tuple(dict.fromkeys(party.country for party in self.parties if party.country))

    @property
    def attachments(self) -> tuple[Evidence, ...]:
        """The files and links that were attached to the record as a whole."""
        return tuple(item for item in self.evidence if item.is_attachment)

    def evidence_for(self, field_name: str) -> tuple[Evidence, ...]:
        """Return what the sources say about one field."""
        return tuple(item for item in self.evidence if item.field == field_name)

    def contradictions(self) -> dict[str, tuple[Evidence, ...]]:
        """Return the date fields on which two sources cannot both be right, with what they say.

        Other fields are worded freely, so only a person can tell: `notes` says it.
        """
        disagreeing: dict[str, tuple[Evidence, ...]] = {}
        for name in DATE_FIELDS:
            said = [(item, _days_meant(item.value)) for item in self.evidence_for(name)]
            dated = [(item, days) for item, days in said if days]
            spans = [days for _, days in dated]
            if spans and max(s.earliest for s in spans) > min(s.latest for s in spans):
                disagreeing[name] = tuple(item for item, _ in dated)
        return disagreeing

    def changed(self, **fields: object) -> Agreement:
        """Return a copy with other values in some fields."""
        return replace(self, **fields)  # type: ignore[arg-type]  # replace() checks the names


def _days_meant(value: str) -> Span | None:
    try:
        return Span.of(PartialDate.parse(value))
    except AgreementError:
        return None
