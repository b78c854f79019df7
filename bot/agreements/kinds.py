"""The choices a record offers: kinds of instrument, of party, of term, of renewal, of audience."""

from __future__ import annotations

from enum import StrEnum


class InstrumentKind(StrEnum):
    """What sort of text an agreement is; the value is what stands in a record."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    MOU = "mou"
    MOC = "moc"
    MOA = "moa"
    LOI = "loi"
    MEMORANDUM = "memorandum"
    ARRANGEMENT = "arrangement"
    JOINT_STATEMENT = "joint-statement"
    DECLARATION = "declaration"
    EXCHANGE_OF_NOTES = "exchange-of-notes"
    PROTOCOL = "protocol"
    AMENDMENT = "amendment"
    WORK_PLAN = "work-plan"
    TALKS = "talks"
    OTHER = "other"


class PartyType(StrEnum):
    """What sort of body a party is."""

    STATE = "state"
    MINISTRY = "ministry"
    AGENCY = "agency"
    ORGANISATION = "organisation"
    COMPANY = "company"


class TermKind(StrEnum):
    """How long an agreement is meant to last."""

    FIXED = "fixed"
    OPEN_ENDED = "open-ended"
    UNTIL_COMPLETED = "until-completed"
    UNKNOWN = "unknown"


class RenewalMode(StrEnum):
    """What happens at the end of a term.

    TACIT: it goes on by itself unless somebody gives notice. EXPRESS: it goes on only when the
    parties say so. NEW_TEXT: a new text has to be signed.
    """

    NONE = "none"
    TACIT = "tacit"
    EXPRESS = "express"
    NEW_TEXT = "new-text"
    UNKNOWN = "unknown"


class Visibility(StrEnum):
    """Who may see a record: everybody, the office's own people, or administrators."""

    PUBLIC = "public"
    STAFF = "staff"
    PRIVATE = "private"
