"""The parties and glossaries as shipped: named in both languages, linked to what is there."""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Text
from bot.catalogue.files import CatalogueError, data_folder, read_toml
from bot.catalogue.vocabulary import load_cues, load_vocabulary
from bot.console.checks import data_problems
from bot.search.directory import KnownParty
from bot.search.glossary import Area
from bot.search.vocabulary import Cues, Vocabulary, build_vocabulary

#: Each table of entries with its file.
TABLES = (
    ("countries.toml", "country"),
    ("regions.toml", "region"),
    ("organisations.toml", "organisation"),
    ("scope_areas.toml", "area"),
    ("subjects.toml", "area"),
    ("kinds.toml", "kind"),
)


@pytest.fixture(scope="session")
def tables() -> dict[str, list[dict[str, Any]]]:
    return {file: read_toml(data_folder() / file)[table] for file, table in TABLES}


# -- as shipped ----------------------------------------------------------------------------------


def test_every_country_is_in_one_part_of_the_world(tables: dict[str, list[dict[str, Any]]]) -> None:
    continents = ("EUROPE", "AFRICA", "AMERICAS", "ASIA", "OCEANIA")
    regions = [region for region in tables["regions.toml"] if region["id"] in continents]
    placed = Counter(country for region in regions for country in region["members"])
    today = {c["id"] for c in tables["countries.toml"] if not c.get("successors")}

    assert set(placed.values()) == {1}
    # Nobody concludes agreements with Antarctica.
    assert today - {"AQ"} == set(placed)


def test_a_region_has_countries_on_record_only(tables: dict[str, list[dict[str, Any]]]) -> None:
    countries = {country["id"] for country in tables["countries.toml"]}

    assert all(countries.issuperset(region["members"]) for region in tables["regions.toml"])


@pytest.mark.parametrize("file", [file for file, _ in TABLES])
def test_every_entry_is_named_in_both_languages(
    tables: dict[str, list[dict[str, Any]]], file: str
) -> None:
    for entry in tables[file]:
        assert entry["name"]["en"].strip(), entry["id"]
        assert entry["name"]["th"].strip(), entry["id"]


@pytest.mark.parametrize(
    "files",
    [("countries.toml", "organisations.toml"), ("scope_areas.toml", "subjects.toml")],
    ids=["parties", "glossaries"],
)
def test_no_id_is_used_twice(
    tables: dict[str, list[dict[str, Any]]], files: tuple[str, ...]
) -> None:
    used = Counter(entry["id"] for file in files for entry in tables[file])

    assert [name for name, count in used.items() if count > 1] == []


def test_every_member_and_successor_is_a_known_country(vocabulary: Vocabulary) -> None:
    for party in vocabulary.directory:
        for code in (*party.members, *party.successors):
            known = vocabulary.directory.get(code)
            assert known is not None, (party.id, code)
            assert known.type == "country", (party.id, code)


def test_every_body_belongs_to_a_known_country_or_to_none(vocabulary: Vocabulary) -> None:
    for party in vocabulary.directory:
        assert not party.country or party.country in vocabulary.directory, party.id


def test_every_wider_area_is_known_and_none_contains_itself(vocabulary: Vocabulary) -> None:
    for area in vocabulary.glossary:
        for broader in area.broader:
            assert broader in vocabulary.glossary, area.id
            assert area.id not in {broader, *vocabulary.glossary.wider(broader)}, area.id


def test_every_kind_of_instrument_has_its_names(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.kinds) == set(InstrumentKind)


def test_all_names_are_in_normal_form_c() -> None:
    for file in data_folder().iterdir():
        if file.suffix in (".toml", ".txt"):
            assert unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8")), file.name


def test_nothing_in_the_names_needs_looking_at() -> None:
    assert data_problems() == []


def test_the_cue_words_know_both_languages() -> None:
    cues = load_cues()

    asked = [words for meaning, words in cues.phrases.items() if meaning.startswith("ask.")]
    assert asked
    for words in asked:
        assert any(word.isascii() for word in words)
        assert any(not word.isascii() for word in words)


# -- what the check tells ------------------------------------------------------------------------


def problems_of(
    monkeypatch: pytest.MonkeyPatch,
    parties: list[KnownParty],
    areas: list[Area] | None = None,
    ambiguous: dict[str, tuple[str, ...]] | None = None,
) -> list[str]:
    """Return what the check says about names of our own."""
    made = build_vocabulary(parties, ambiguous or {}, areas or [], [], Cues())
    monkeypatch.setattr("bot.console.checks.load_vocabulary", lambda: made)
    return data_problems()


KOREAS = [
    KnownParty("KR", "country", Text("South Korea", "เกาหลีใต้"), aliases=("Korea",)),
    KnownParty("KP", "country", Text("North Korea", "เกาหลีเหนือ"), aliases=("Korea",)),
]


def test_a_name_claimed_by_two_bodies_of_one_country_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bodies = [
        KnownParty("TH-A", "agency", Text("Agency A", "ก"), "TH", aliases=("The Agency",)),
        KnownParty("TH-B", "agency", Text("Agency B", "ข"), "TH", aliases=("the agency",)),
    ]

    (sentence,) = problems_of(monkeypatch, bodies)

    assert sentence.endswith("is claimed by TH-A, TH-B")


def test_a_name_that_is_declared_ambiguous_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [
        KnownParty("TH-A", "agency", Text("Agency A", "ก"), "TH", aliases=("Desk",)),
        KnownParty("TH-B", "agency", Text("Agency B", "ข"), "TH", aliases=("Desk",)),
    ]

    assert problems_of(monkeypatch, bodies, ambiguous={"Desk": ("TH-A", "TH-B")}) == []


def test_a_ministry_that_every_country_has_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ministries = [
        KnownParty(f"{code}-MOC", "ministry", Text("Ministry of Commerce", thai), code)
        for code, thai in (("TH", "กระทรวงพาณิชย์"), ("CN", "กระทรวงพาณิชย์จีน"))
    ]

    assert problems_of(monkeypatch, ministries) == []


def test_a_name_claimed_by_two_countries_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (sentence,) = problems_of(monkeypatch, KOREAS)

    assert sentence == "the name “korea” is claimed by KP, KR"


def test_an_unknown_member_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    bloc = KnownParty("EFTA", "bloc", Text("EFTA", "เอฟตา"), members=("XX",))

    assert problems_of(monkeypatch, [bloc]) == ["EFTA, members: XX is not in the parties files"]


def test_an_unknown_wider_area_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    area = Area("post", Text("Post", "ไปรษณีย์"), broader=("letters",))

    assert problems_of(monkeypatch, [], [area]) == [
        "post, broader: letters is not in the glossaries"
    ]


def test_an_area_that_contains_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    areas = [
        Area("post", Text("Post", "ไปรษณีย์"), broader=("letters",)),
        Area("letters", Text("Letters", "จดหมาย"), broader=("post",)),
    ]

    assert problems_of(monkeypatch, [], areas) == [
        "post, broader: it contains itself",
        "letters, broader: it contains itself",
    ]


# -- broken files --------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the names, to be spoilt; the word lists, which are long, are cut short."""
    for file in data_folder().iterdir():
        if file.suffix in (".toml", ".txt"):
            shutil.copy(file, tmp_path / file.name)
    (tmp_path / "english_words.txt").write_text("word\n", encoding="utf-8")
    (tmp_path / "thai_words.txt").write_text("คำ\n", encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_vocabulary(folder)
    return str(caught.value)


@pytest.mark.parametrize("name", ["countries.toml", "kinds.toml", "blockers.txt"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert refusal(folder) == f"{name}: there is no such file in {folder.name}/"


def test_a_file_that_cannot_be_read_is_named_with_the_line(folder: Path) -> None:
    (folder / "kinds.toml").write_text("[[kind]]\nid = mou\n", encoding="utf-8")

    sentence = refusal(folder)

    assert sentence.startswith("kinds.toml: ")
    assert "line 2" in sentence


def test_an_entry_without_name_is_told_by_its_id(folder: Path) -> None:
    (folder / "countries.toml").write_text('[[country]]\nid = "JP"\n', encoding="utf-8")

    assert "JP: an entry needs an id and a name" in refusal(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("countries.toml", b"# nothing yet\n"),
        ("countries.toml", b'[[country]]\nname = {en = "Japan", th = "x"}\n'),
        ("organisations.toml", b'[[organisation]]\nid = "X"\nname = {en = "X", th = "x"}\n'),
        ("kinds.toml", b'[[kind]]\nid = "pact"\nname = {en = "Pact", th = "x"}\n'),
        ("blockers.txt", b"caf\xe9\n"),
    ],
    ids=["no table", "no id", "no type", "unknown kind", "not UTF-8"],
)
def test_a_broken_entry_is_told_with_its_file(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)

    assert name in refusal(folder)
