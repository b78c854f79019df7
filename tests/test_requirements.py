"""The table of what Telegram asks of the bot names a test for each number, and each exists."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TABLE = PROJECT / "tests" / "botapi" / "requirements.md"


def rows() -> dict[str, list[str]]:
    """Return the tests of each number."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("|") for line in lines if re.match(r"\| T\d+ \|", line)]
    return {
        number.strip(): re.findall(r"`([^`]+::[^`]+)`", tests) for _, number, _, tests, _ in cells
    }


def test_every_number_has_its_row_in_order() -> None:
    assert list(rows()) == [f"T{number}" for number in range(1, 41)]


def test_every_number_has_a_test() -> None:
    assert [number for number, tests in rows().items() if not tests] == []


def test_every_test_that_is_named_exists() -> None:
    for number, tests in rows().items():
        for named in tests:
            file, _, name = named.partition("::")
            text = (PROJECT / file).read_text(encoding="utf-8")
            assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE), (number, named)


def test_a_test_that_bears_a_number_stands_in_its_row() -> None:
    missing = [
        (number, name)
        for file in (PROJECT / "tests").rglob("test_*.py")
        for name in re.findall(
            r"^(?:async )?def (test_t\d+_\w+)\(", file.read_text("utf-8"), re.MULTILINE
        )
        for number in re.findall(r"(?<=_)t\d+(?=_)", name)
        if f"{file.relative_to(PROJECT)}::{name}" not in rows()[number.upper()]
    ]

    assert missing == []
