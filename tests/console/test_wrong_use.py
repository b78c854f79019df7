"""Wrong use ends with status 2 and a sentence; what cannot be opened with 1 and a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.conftest import Sanya, run_main


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("ask",),
        ("ask", "Japan", "--batch", "-"),
        ("ask", "Japan", "--lang", "fr"),
        ("ask", "Japan", "--today", "tomorrow"),
        ("ask", "Japan", "--today", "2022-02-30"),
        ("ask", "Japan", "--colour"),
        ("import",),
        ("export",),
        ("history",),
        ("check", "now"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_status_2_and_a_sentence(
    sanya: Sanya, arguments: tuple[str, ...]
) -> None:
    ran = sanya(*arguments)

    assert ran.status == 2
    assert ran.out == ""
    assert ran.err


def test_a_day_that_is_none_is_told_how_to_write_one(sanya: Sanya) -> None:
    assert (
        "'2022-02-30' is not a day; write YYYY-MM-DD"
        in sanya("ask", "Japan", "--today", "2022-02-30").err
    )


def test_help_names_every_command(sanya: Sanya) -> None:
    ran = run_main("--help")

    assert ran.status == 0
    for command in ("chat", "ask", "run", "import", "export", "check", "history", "backup"):
        assert f"\n    {command} " in ran.out


def test_without_a_token_the_bot_does_not_run(sanya: Sanya, tmp_path: Path) -> None:
    ran = sanya("run")

    assert ran.status == 1
    assert "no token" in ran.err
    assert not (tmp_path / "var").exists()


# -- what cannot be opened -----------------------------------------------------------------------


@pytest.mark.parametrize("command", [("ask", "Japan"), ("export", "-"), ("chat",)])
def test_a_file_that_is_no_register_is_told_and_left_as_it_is(
    sanya: Sanya, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir\n", encoding="utf-8")

    ran = sanya(*command, "--store", file)

    assert ran.status == 1
    assert "letter.txt is damaged at line 1" in ran.err
    assert file.read_text(encoding="utf-8") == "Dear Sir\n"


def test_a_folder_is_no_register(sanya: Sanya, tmp_path: Path) -> None:
    ran = sanya("ask", "Japan", "--store", tmp_path)

    assert ran.status == 1
    assert "cannot be used" in ran.err


def test_a_place_where_no_register_can_be_made_is_told(sanya: Sanya, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir\n", encoding="utf-8")

    ran = sanya("ask", "Japan", "--store", tmp_path / "letter.txt" / "new.sanya")

    assert ran.status == 1
    assert "letter.txt" in ran.err
