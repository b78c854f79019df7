"""Reads the names and words of `data/` into the vocabulary that questions are understood with."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Text
from bot.catalogue.files import CatalogueError, data_folder, read_lines, read_toml
from bot.search.directory import KnownParty
from bot.search.glossary import Area
from bot.search.vocabulary import Cues, KnownKind, Vocabulary, build_vocabulary

Entry = Mapping[str, Any]


def load_vocabulary(folder: Path | None = None, own_country: str = "TH") -> Vocabulary:
    """Read parties, areas, kinds and word lists. Raises CatalogueError naming file and entry."""
    folder = folder or data_folder()
    countries = read_toml(folder / "countries.toml")
    organisations = read_toml(folder / "organisations.toml")
    glossaries = [read_toml(folder / name) for name in ("scope_areas.toml", "subjects.toml")]
    blockers = [word for glossary in glossaries for word in _both(glossary.get("blockers", {}))]
    return build_vocabulary(
        [*map(_country, countries["country"]), *map(_body, organisations["organisation"])],
        {
            entry["name"]: tuple(entry["candidates"])
            for entry in (*countries.get("ambiguous", ()), *organisations.get("ambiguous", ()))
        },
        [_area(entry) for glossary in glossaries for entry in glossary["area"]],
        [_kind(entry) for entry in read_toml(folder / "kinds.toml")["kind"]],
        load_cues(),
        read_lines(folder / "english_words.txt"),
        [*blockers, *read_lines(folder / "blockers.txt")],
        own_country,
    )


def load_cues() -> Cues:
    """Read the cue words, which belong to the code that gives them their meaning."""
    path = resources.files("bot.search") / "cues.toml"
    tables = read_toml(Path(str(path)))
    ignored = _both(tables.pop("ignore"))
    phrases = {
        f"{group}.{name}": _both(words)
        for group, meanings in tables.items()
        for name, words in meanings.items()
    }
    return Cues(phrases, ignored)


def _both(words: Entry) -> tuple[str, ...]:
    return (*words.get("en", ()), *words.get("th", ()))


def _name(entry: Entry) -> Text:
    try:
        return Text(entry["name"]["en"], entry["name"].get("th", ""))
    except (KeyError, TypeError):
        raise CatalogueError(f"{entry.get('id', '?')}: an entry needs an id and a name") from None


def _country(entry: Entry) -> KnownParty:
    return KnownParty(
        entry["id"],
        "country",
        _name(entry),
        aliases=_both(entry.get("aliases", {})),
        abbreviations=tuple(entry.get("codes", ())),
        successors=tuple(entry.get("successors", ())),
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
