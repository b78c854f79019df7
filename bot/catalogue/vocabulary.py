"""Reads the names and words of `data/` into the vocabulary that questions are understood with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Text
from bot.catalogue.files import CatalogueError, data_folder, read_lines, read_toml
from bot.search.directory import REGION, KnownParty
from bot.search.glossary import Area
from bot.search.vocabulary import Cues, KnownKind, RomanisedWords, Vocabulary, build_vocabulary

Entry = Mapping[str, Any]
Item = TypeVar("Item")


def load_vocabulary(folder: Path | None = None, own_country: str = "TH") -> Vocabulary:
    """Read parties, areas, kinds and word lists. Raises CatalogueError naming file and entry."""
    folder = folder or data_folder()
    countries = _File(folder / "countries.toml")
    regions = _File(folder / "regions.toml")
    organisations = _File(folder / "organisations.toml")
    glossaries = [_File(folder / name) for name in ("scope_areas.toml", "subjects.toml")]
    blockers = [word for glossary in glossaries for word in _both(glossary.table("blockers"))]
    return build_vocabulary(
        [
            *countries.entries("country", _country),
            *regions.entries("region", _region),
            *organisations.entries("organisation", _body),
        ],
        dict(
            entry
            for file in (countries, organisations)
            for entry in file.entries("ambiguous", _ambiguous, required=False)
        ),
        [area for glossary in glossaries for area in glossary.entries("area", _area)],
        _File(folder / "kinds.toml").entries("kind", _kind),
        load_cues(),
        read_lines(folder / "english_words.txt"),
        [*blockers, *read_lines(folder / "blockers.txt")],
        own_country,
        read_lines(folder / "cities.txt"),
        read_lines(folder / "thai_words.txt"),
        _romanised(folder / "romanised.toml"),
    )


def _romanised(path: Path) -> RomanisedWords:
    """Return the Thai of each romanised word, the particles, and other words of chats."""
    table = read_toml(path)
    return table["words"], tuple(table["polite"]), tuple(table["spoken"])


def load_cues() -> Cues:
    """Read the cue words, which belong to the code that gives them their meaning."""
    path = resources.files("bot.search") / "cues.toml"
    tables = read_toml(Path(str(path)))
    ignored = _both(tables.pop("ignore"))
    shorthand = tables.pop("shorthand")
    phrases = {
        f"{group}.{name}": _both(words)
        for group, meanings in tables.items()
        for name, words in meanings.items()
    }
    return Cues(phrases, ignored, shorthand)


class _File:
    """One TOML file of names; what is wrong in it is told with its name and the entry."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._tables = read_toml(path)

    def table(self, name: str) -> Entry:
        """Return a table, empty where there is none."""
        table = self._tables.get(name, {})
        if not isinstance(table, Mapping):
            raise CatalogueError(f"{self._name}: {name} should be a table")
        return table

    def entries(
        self, name: str, read: Callable[[Entry], Item], *, required: bool = True
    ) -> list[Item]:
        """Return the entries of a list of tables, each as `read` makes it."""
        entries = self._tables.get(name, None if required else [])
        if not isinstance(entries, list):
            raise CatalogueError(f"{self._name}: there is no [[{name}]] in it")
        return [self._read(entry, read) for entry in entries]

    def _read(self, entry: Any, read: Callable[[Entry], Item]) -> Item:
        told = entry.get("id") or entry.get("name") if isinstance(entry, Mapping) else entry
        try:
            return read(entry)
        except KeyError as error:
            raise CatalogueError(f"{self._name}: {told}: {error} is missing") from None
        except (AttributeError, TypeError, ValueError) as error:
            raise CatalogueError(f"{self._name}: {told}: {error}") from None


def _ambiguous(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry["name"], tuple(entry["candidates"])


def _both(words: Entry) -> tuple[str, ...]:
    return (*words.get("en", ()), *words.get("th", ()))


def _name(entry: Entry) -> Text:
    name = entry.get("name")
    if not entry.get("id") or not isinstance(name, Mapping) or not name.get("en"):
        raise ValueError("an entry needs an id and a name in English")
    return Text(name["en"], name.get("th", ""))


def _country(entry: Entry) -> KnownParty:
    return KnownParty(
        entry["id"],
        "country",
        _name(entry),
        aliases=_both(entry.get("aliases", {})),
        abbreviations=tuple(entry.get("codes", ())),
        successors=tuple(entry.get("successors", ())),
        capitals=_both(entry.get("capitals", {})),
        people=tuple(entry.get("people", ())),
    )


def _region(entry: Entry) -> KnownParty:
    return KnownParty(
        entry["id"],
        REGION,
        _name(entry),
        aliases=_both(entry["aliases"]),
        members=tuple(entry["members"]),
    )


def _body(entry: Entry) -> KnownParty:
    return KnownParty(
        entry["id"],
        entry["type"],
        _name(entry),
        entry.get("country", ""),
        _both(entry.get("aliases", {})),
        _both(entry.get("formerly", {})),
        tuple(entry.get("abbreviations", ())),
        tuple(entry.get("members", ())),
        capitals=_both(entry.get("capitals", {})),
    )


def _area(entry: Entry) -> Area:
    return Area(
        entry["id"],
        _name(entry),
        _both(entry.get("aliases", {})),
        tuple(entry.get("codes", ())),
        tuple(entry.get("broader", ())),
    )


def _kind(entry: Entry) -> KnownKind:
    kind = InstrumentKind(entry["id"])
    codes = tuple(entry.get("codes", ()))
    return KnownKind(kind, _name(entry), _both(entry.get("aliases", {})), codes)
