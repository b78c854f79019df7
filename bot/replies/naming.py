"""What things are called in a reply: parties with flags, kinds, statuses, areas."""

from __future__ import annotations

from bot.agreements.agreement import Agreement, Party
from bot.agreements.kinds import PartyType
from bot.agreements.text import Language, Text, has_thai
from bot.search.grouping import NOT_RECORDED
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary

_FIRST_FLAG_LETTER = 0x1F1E6
#: Texts that are adopted at a meeting rather than signed.
ADOPTED_KINDS = frozenset({"declaration", "joint-statement", "work-plan", "other"})


def is_adopted(agreement: Agreement) -> bool:
    """Return whether a text was adopted rather than signed; with a company it was signed."""
    with_company = any(party.type is PartyType.COMPANY for party in agreement.parties)
    return agreement.kind in ADOPTED_KINDS and not with_company


def unit_text(unit: str, vocabulary: Vocabulary, language: Language) -> str:
    """Return the name of a responsible unit in a language, where it is a body that is known."""
    name, _, abbreviation = unit.rstrip(")").partition(" (")
    ids = {s.id for s in vocabulary.lexicon.senses(name) if s.category is Category.PARTY}
    known = vocabulary.directory.get(ids.pop()) if len(ids) == 1 else None
    if known is None or name not in known.name.wordings:
        return unit
    told = known.name.in_language(language)
    return f"{told} ({abbreviation})" if abbreviation else told


def flag(country: str) -> str:
    """Return the flag of a country code, or nothing."""
    if len(country) != 2 or not country.isalpha():
        return ""
    return "".join(chr(_FIRST_FLAG_LETTER + ord(letter) - ord("A")) for letter in country.upper())


def party_text(party: Party, language: Language) -> str:
    """Return a party with its flag and, where it is not in the name, its abbreviation."""
    name = party.name.in_language(language)
    short = party.abbreviation
    shown = f"{name} ({short})" if short and short.casefold() not in name.casefold() else name
    return f"{flag(party.country)} {shown}".strip()


def party_name(party_id: str, vocabulary: Vocabulary, language: Language) -> str:
    """Return what a party id stands for: "Japan", "MIC (Japan)"."""
    known = vocabulary.directory.get(party_id)
    if known is None:
        return party_id
    name = known.name.in_language(language)
    country = vocabulary.directory.get(known.country) if known.country else None
    if country is None or known.type == "country":
        return name
    return f"{name} ({country.name.in_language(language)})"


def area_name(area_id: str, vocabulary: Vocabulary, language: Language) -> str:
    """Return what an area id stands for."""
    area = vocabulary.glossary.get(area_id)
    return area.name.in_language(language) if area else area_id


def kind_text(agreement: Agreement, vocabulary: Vocabulary) -> Text:
    """Return the kind of an agreement in both languages."""
    return vocabulary.kinds[agreement.kind].name


def own_text(texts: tuple[Text, ...], language: Language) -> list[str]:
    """Return several texts in one language."""
    return [text.in_language(language) for text in texts]


def is_recorded(group: str) -> bool:
    """Return whether a group of a count stands for something recorded."""
    return group != NOT_RECORDED


def in_script(names: tuple[str, ...], language: Language) -> list[str]:
    """Return the names in the reader's script, or all where none is."""
    own = [name for name in names if has_thai(name) is (language == "th")]
    return own or list(names)
