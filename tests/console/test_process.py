"""The command line as a process of its own: its streams, its exit status, its pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.settings import PREFIX
from tests.console.conftest import DAY, Sanya

PROJECT = Path(__file__).resolve().parents[2]


def ran(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `python -m bot` in a folder, without settings of ours, in a plain C locale."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    environment |= {"PYTHONPATH": str(PROJECT), "LC_ALL": "C"}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_an_answer_comes_with_status_0_and_in_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    done = ran(tmp_path, "ask", "ข้อตกลงกับลาวหมดอายุเมื่อไหร่", "--json", "--today", DAY)

    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["language"] == "th"
    assert "6 พฤศจิกายน พ.ศ. 2570 (2027)" in answer["answer"]
    assert list(tmp_path.iterdir()) == []


def test_questions_are_read_from_a_pipe(tmp_path: Path) -> None:
    lines = b'{"id": "a", "text": "JP-2022-ICT"}\n{"id": "b", "text": "caf\xff", "after": "a"}\n'

    done = ran(tmp_path, "ask", "--batch", "-", "--today", DAY, stdin=lines)

    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]


def test_wrong_use_ends_with_status_2(tmp_path: Path) -> None:
    done = ran(tmp_path, "ask")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"sanya ask: write one question")


def test_a_register_outlives_the_process_that_made_it(sanya: Sanya, tmp_path: Path) -> None:
    row = {"id": "JP-1", "title": "Postal field", "parties": ["Japan"]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")

    imported = ran(tmp_path, "import", "rows.jsonl", "--store", "new.sanya")
    (exported,) = sanya("export", "-", "--store", "new.sanya").objects

    assert imported.stdout == b"1 new, 0 changed, 0 the same, 0 not taken\n"
    assert exported == row | {"kind": "other"}


def test_a_reader_that_goes_away_is_no_error_of_ours(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody_reads:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "export", "-"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdout=nobody_reads,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert b"Traceback" not in done.stderr
