"""The command line run within the tests' process, in an empty folder, without settings of ours."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.search.vocabulary import Vocabulary
from bot.settings import PREFIX

#: The day on which the commands are run.
DAY = "2026-11-22"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to: its exit status and what it wrote."""

    status: int | str | None
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the output."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The output as JSON Lines."""
        return [json.loads(line) for line in self.lines]


Sanya = Callable[..., Ran]


def run_main(*arguments: object, stdin: str = "") -> Ran:
    """Run a command; what it reads from standard input is given."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(stdin)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    status: int | str | None
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(argument) for argument in arguments])
    except SystemExit as leaving:
        status = leaving.code
    finally:
        sys.stdin = before
        root.handlers[:] = handlers
        root.setLevel(level)
    return Ran(status, out.getvalue(), err.getvalue())


def isolated(patch: pytest.MonkeyPatch, folder: Path, vocabulary: Vocabulary) -> None:
    """Let commands run in a folder; the names of `data/`, always the same, are read once."""
    patch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        patch.delenv(name)
    patch.setattr("bot.app.load_vocabulary", lambda own_country: vocabulary)
    patch.setattr("bot.console.checks.load_vocabulary", lambda: vocabulary)


@pytest.fixture
def sanya(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, vocabulary: Vocabulary) -> Sanya:
    """Run commands in an empty folder, with no settings but those a test makes."""
    isolated(monkeypatch, tmp_path, vocabulary)
    return run_main


RECORDS = (
    {
        "id": "JP-2022-ICT",
        "title": "Memorandum of Cooperation on ICT with Japan",
        "kind": "moc",
        "parties": [{"name": "Ministry of Internal Affairs and Communications", "country": "JP"}],
        "signed": "2022-08-05",
        "term": {"kind": "fixed", "months": 60},
        "evidence": [{"field": "signed", "source": "https://example.org/jp"}],
    },
    {
        "id": "LA-2022-ICT",
        "title": {"en": "Memorandum of Understanding on ICT with Laos", "th": "ความเข้าใจกับลาว"},
        "kind": "mou",
        "parties": [{"name": "Ministry of Technology and Communications", "country": "LA"}],
        "signed": "2022-11-07",
        "notes": "สองบรรทัด\nไปรษณีย์ “”",
        "evidence": ["https://example.org/la"],
    },
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of two good records."""
    return written(tmp_path / "records.jsonl", *RECORDS)


def written(file: Path, *rows: object) -> Path:
    """Write JSON Lines; a text is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Path:
    """A register file into which the two records were imported."""
    folder = tmp_path_factory.mktemp("imported")
    file = written(folder / "records.jsonl", *RECORDS)
    with pytest.MonkeyPatch.context() as patch:
        isolated(patch, folder, vocabulary)
        assert run_main("import", file, "--store", folder / "small.sanya").status == 0
    return folder / "small.sanya"


@pytest.fixture
def store(imported: Path, tmp_path: Path) -> Path:
    """A register file of the test's own that holds the two records."""
    return Path(shutil.copy(imported, tmp_path))
