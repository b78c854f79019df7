"""The message catalogues: complete in both languages, in step with the code, free of slips."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.agreements.kinds import RenewalMode, TermKind
from bot.agreements.status import Status
from bot.agreements.text import LANGUAGES, Language
from bot.importing.comparing import Outcome
from bot.importing.refusals import Refusal
from bot.importing.unread import CellReason
from bot.people.roles import Role
from bot.replies.words import Words, words_in
from bot.search.question import Level, StatusFilter
from bot.upkeep.difference_file import WIDTHS

ROOT = Path(__file__).parents[2] / "bot"
#: Messages that show the other language on purpose: examples, and the choice of a language.
OF_BOTH_LANGUAGES = {"help.example-6", "language.choose"}
#: Latin words that stand in Thai sentences as they are: abbreviations, names, words to type.
LATIN_IN_THAI = {
    "MoU", "Telegram", "Start", "lang", "en", "th", "xlsx", "xls", "csv", "jsonl", "UTF", "JSON",
    "SHA", "MoC", "MoA", "LoI",
}  # fmt: skip
#: What is no sentence: values, commands, codes, and the examples that end a message.
_NO_SENTENCE = re.compile(r"\{\w+\}|/\w+|[A-Z]+-\d+-[A-Z]+|\d+G|`[^`]*`|เช่น .*$")
#: Families of keys that the code puts together, with what it puts in.
FAMILIES = {
    "status.{}": [s.value for s in Status],
    "status-answer.{}": [s.value for s in Status],
    "filter.status-{}": [s.value for s in StatusFilter],
    "filter.level-{}": [level.value for level in Level],
    "filter.not-level-{}": [level.value for level in Level],
    "filter.field-{}": ["expires", "signed", "in_force", "running", "approved", "terminated",
                        "verified", "notice_by", "decide_by", "due", "not_verified_since"],
    "filter.missing-{}": [
        "expires", "signed", "in_force", "owner", "source", "term", "followed", "renewal",
        "notice_by", "terminated", "gap",
    ],
    "renewal.{}": [m.value for m in RenewalMode if m is not RenewalMode.UNKNOWN],
    "renewal.{}-for": [m.value for m in RenewalMode if m is not RenewalMode.UNKNOWN],
    "term.{}": [TermKind.OPEN_ENDED.value, TermKind.UNTIL_COMPLETED.value],
    "field.{}": ["approved", "signed", "in_force", "expires", "terminated"],
    "card.{}": ["approved", "signed", "in_force"],
    "help.example-{}": [str(number) for number in range(1, 7)],
    "role.{}": [role.name.lower() for role in Role],
    "import.cell.{}": [reason.value for reason in CellReason],
    "import.refused.{}": [refusal.value for refusal in Refusal],
    "import.outcome.{}": [*(outcome.value for outcome in Outcome), "remark"],
    "import.heading.{}": list(WIDTHS),
    "{}-partly": ["signed.on", "signed.adopted", "in-force.on", "approved.on", "terminated.on",
                  "verified.on"],
}  # fmt: skip
KEYS = sorted(words_in("en").keys())


def templates(words: Words, key: str) -> list[str]:
    """Return every form of a message."""
    return [words.template(key, count) for count in (1, 2)]


@cache
def _trees() -> tuple[ast.AST, ...]:
    sources = sorted(ROOT.rglob("*.py"))
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in sources)


@cache
def _constants() -> frozenset[str]:
    """Return every string that stands in the code."""
    nodes = (node for tree in _trees() for node in ast.walk(tree))
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what the f-strings of the code may come to, but for the families told above."""
    found = []
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
            written = "".join(part for part in parts if isinstance(part, str))
            if re.fullmatch(r"[a-z-]+\.[a-z-]*|-[a-z]+", written):
                shape = "".join("{}" if p is None else str(p) for p in parts)
                if shape not in FAMILIES:
                    found.append(re.compile(re.escape(shape).replace(r"\{\}", "[a-z_.-]+")))
    return tuple(found)


def _is_words(called: ast.expr) -> bool:
    """Whether a call asks a catalogue: words.line(...), self._words.text(...)."""
    if not isinstance(called, ast.Attribute) or called.attr not in ("line", "text", "template"):
        return False
    owner = called.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name.strip("_") == "words"


def _asked_for() -> Iterator[str]:
    """Yield every key that the code asks a catalogue for by a constant."""
    for tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and _is_words(node.func)):
                continue
            asked = node.args[0]
            choices = [asked.body, asked.orelse] if isinstance(asked, ast.IfExp) else [asked]
            for choice in choices:
                if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                    yield choice.value


def test_both_catalogues_have_the_same_keys() -> None:
    assert words_in("en").keys() == words_in("th").keys()


def test_a_message_takes_the_same_values_in_both_languages() -> None:
    english, thai = words_in("en"), words_in("th")

    assert [key for key in KEYS if english.placeholders(key) != thai.placeholders(key)] == []


def test_every_key_the_code_asks_for_exists() -> None:
    asked = set(_asked_for())

    assert len(asked) > 100
    assert asked <= words_in("en").keys()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_key_of_a_family_exists(family: str) -> None:
    for value in FAMILIES[family]:
        assert family.format(value) in words_in("en")


def test_no_message_is_unused() -> None:
    used = _constants() | {f.format(value) for f, values in FAMILIES.items() for value in values}

    assert [k for k in KEYS if k not in used and not any(p.fullmatch(k) for p in _patterns())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_is_left_open(language: Language) -> None:
    words = words_in(language)
    for key in KEYS:
        for count in (1, 2):
            values = dict.fromkeys(words.placeholders(key), "x") | {"count": count}
            assert not re.search(r"\*\*|[`_{}]", words.text(key, **values)), key


def test_no_message_is_empty() -> None:
    """A sign of the English sentence, such as its full stop, may have none in Thai."""
    for key in KEYS:
        told = [any(c.isalnum() for c in t) for t in templates(words_in("en"), key)]
        for language in LANGUAGES:
            assert all(templates(words_in(language), key)) or not any(told), key


def test_an_english_sentence_has_no_thai_word() -> None:
    thai = re.compile("[\u0e00-\u0e7f]")

    mixed = [key for key in KEYS if any(map(thai.search, templates(words_in("en"), key)))]
    assert set(mixed) <= OF_BOTH_LANGUAGES


def test_a_thai_sentence_has_no_english_word() -> None:
    english = {
        word
        for key in set(KEYS) - OF_BOTH_LANGUAGES
        for template in templates(words_in("th"), key)
        for word in re.findall("[A-Za-z]+", _NO_SENTENCE.sub("", template))
    }

    assert english <= LATIN_IN_THAI


def test_a_thai_sentence_is_spelled_in_one_way() -> None:
    for key in KEYS:
        for template in templates(words_in("th"), key):
            assert unicodedata.is_normalized("NFC", template), key
            assert not re.search("\u0e4d|เเ|\\S  ", template), key


def test_no_sentence_was_left_untranslated() -> None:
    same = {
        key for key in KEYS if words_in("en").template(key, 2) == words_in("th").template(key, 2)
    }
    with_words = {
        k
        for k in same
        if re.search("[A-Za-z]{3}", _NO_SENTENCE.sub("", words_in("en").template(k, 2)))
    }

    assert with_words <= OF_BOTH_LANGUAGES


def test_a_message_chooses_its_form_by_the_number() -> None:
    words = words_in("en")

    assert words.text("length.days", count=1) == "1 day"
    assert words.text("length.days", count=0) == "0 days"
    assert words.text("length.days", count=21) == "21 days"
    assert words_in("th").text("length.days", count=1) == "1 วัน"


def test_an_unknown_key_is_an_error_and_not_an_empty_sentence() -> None:
    with pytest.raises(KeyError):
        words_in("en").text("no.such-key")
