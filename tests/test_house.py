"""The rules of the house, checked rather than remembered: layout, imports, settings, sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

import bot
from bot.settings import PREFIX, Settings, read_settings

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / ".env.example"

#: The top level: what has to be there, and what may be there besides.
REQUIRED = {"bot", "data", "tests", "pyproject.toml", ".env.example"}
ALLOWED = REQUIRED | {
    "README.md", "LICENSE", "CHANGELOG.md", "Makefile", ".ci", ".deploy", ".gitignore",
    ".gitattributes",
}  # fmt: skip

LONGEST_FILE = 320
#: Hosts from which packages come; written in parts, for this file is looked at too.
PACKAGE_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("proxy.golang", "org"),
        ("conda", "anaconda.org"),
    )
)
#: Folders that only a certain machine has; as the beginning of a path, not within an address.
MACHINE_PATH = re.compile(r"(?<![\w.\-/:~%*$}])/(?:work|root|home|Users|tmp/probe)/\w")


def tracked() -> list[Path]:
    """Return the files that belong to the project, relative to its folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        names = [Path(name) for name in listed.stdout.split("\0") if name]
        return [name for name in names if (PROJECT / name).is_file()]
    found = (
        file
        for name in sorted(ALLOWED)
        for file in [PROJECT / name, *(PROJECT / name).rglob("*")]
        if file.is_file() and "__pycache__" not in file.parts
    )
    return [file.relative_to(PROJECT) for file in found]


def texts() -> list[tuple[Path, str]]:
    """Return the project's text files with their content."""
    return [
        (name, (PROJECT / name).read_text(encoding="utf-8"))
        for name in tracked()
        if b"\0" not in (PROJECT / name).read_bytes()[:1_000]
    ]


def modules() -> list[Path]:
    """Return the modules of the program that belong to the project."""
    return [PROJECT / name for name in tracked() if name.parts[0] == "bot" and name.suffix == ".py"]


def pyproject() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


# -- layout --------------------------------------------------------------------------------------


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    present = {path.name for path in PROJECT.iterdir()}
    assert present >= REQUIRED
    assert {name.parts[0] for name in tracked()} <= ALLOWED


def test_tests_are_no_package() -> None:
    """A package `tests.telegram`, say, would hide the library of that name."""
    assert list((PROJECT / "tests").rglob("__init__.py")) == []


def test_every_test_is_found_by_its_name() -> None:
    """A file that holds tests but is not called so would silently never run."""
    for file in (PROJECT / "tests").rglob("*.py"):
        if not file.name.startswith("test_"):
            assert not re.search(
                r"^(?:async )?def test_", file.read_text(encoding="utf-8"), re.MULTILINE
            ), file


# -- imports -------------------------------------------------------------------------------------


def test_rooms_import_downwards_only() -> None:
    """In a process of its own: import-linter silences the loggers of the one it runs in."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    done = subprocess.run(
        [sys.executable, "-c", command, "--config", "pyproject.toml", "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken." in done.stdout


def rooms() -> set[str]:
    """Return the names of the packages and modules directly under the program's."""
    return {
        path.stem
        for path in (PROJECT / "bot").iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }


def test_every_room_has_its_place_in_the_order_of_imports() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {name for layer in layers for name in re.split(r"\s*[:|]\s*", layer)}

    assert placed == {f"bot.{room}" for room in rooms()}


def test_the_map_names_every_room_and_no_other() -> None:
    named = re.findall(r"^    (\w+) {2,}\S", bot.__doc__ or "", re.MULTILINE)

    assert sorted(named) == sorted(rooms())


def test_the_map_imports_nothing() -> None:
    """Whoever takes one room of the program is not handed all the others."""
    tree = ast.parse((PROJECT / "bot" / "__init__.py").read_text(encoding="utf-8"))

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


# -- settings ------------------------------------------------------------------------------------


def expected_example() -> list[str]:
    """Return the lines of the example that the settings themselves give."""
    lines = []
    for setting in fields(Settings):
        name = f"{PREFIX}{setting.name.upper()}"
        lines += [f"# {setting.metadata['meaning']}", f"#{name}={setting.metadata['default']}"]
    return lines


def test_the_example_names_every_setting_once_with_its_meaning_and_default() -> None:
    written = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line]

    first = written.index(expected_example()[0])

    assert written[first:] == expected_example()
    assert not any(line.startswith(f"#{PREFIX}") for line in written[:first])


def test_the_example_sets_nothing_until_somebody_does() -> None:
    assert dotenv_values(EXAMPLE) == {}


def test_the_example_taken_at_its_word_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    text = EXAMPLE.read_text(encoding="utf-8").replace(f"#{PREFIX}", PREFIX)
    file.write_text(text, encoding="utf-8")

    values = {key: value or "" for key, value in dotenv_values(file).items()}

    assert len(values) == len(fields(Settings))
    assert repr(read_settings(values)) == repr(Settings())


# -- files ---------------------------------------------------------------------------------------


def test_no_file_names_a_host_of_packages() -> None:
    named = [(str(file), host) for file, text in texts() for host in PACKAGE_HOSTS if host in text]

    assert named == []


def test_no_file_names_a_path_of_a_machine() -> None:
    named = [
        (str(file), found[0]) for file, text in texts() if (found := MACHINE_PATH.search(text))
    ]

    assert named == []


def test_no_file_holds_a_token() -> None:
    token = re.compile(r"(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])")

    assert [str(file) for file, text in texts() if token.search(text)] == []


def lengths() -> dict[str, int]:
    return {
        file.relative_to(PROJECT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in modules()
    }


def test_no_module_is_longer_than_it_should_be() -> None:
    too_long = {name: count for name, count in lengths().items() if count > LONGEST_FILE}

    assert too_long == {}


def test_every_public_module_says_in_one_sentence_what_it_holds() -> None:
    for file in modules():
        docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
        first = (docstring or "").partition("\n")[0]
        assert first.endswith("."), file
        assert not re.search(r"[.!?] [A-Z]", first), file


def test_nothing_is_left_to_be_done_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX)\b")

    assert [str(file) for file in modules() if later.search(file.read_text("utf-8"))] == []


# -- the version ---------------------------------------------------------------------------------


def test_the_changelog_tells_of_this_version() -> None:
    changelog = PROJECT / "CHANGELOG.md"
    if not changelog.exists():
        pytest.skip("there is no changelog yet")

    version = re.escape(pyproject()["project"]["version"])
    heading = re.compile(rf"^#+ .*\b{version}\b", re.MULTILINE)
    assert heading.search(changelog.read_text(encoding="utf-8"))
