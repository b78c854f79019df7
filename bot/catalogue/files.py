"""Where the data files are, and how one is read so that what is wrong in it is told by name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class CatalogueError(Exception):
    """A data file that cannot be used; the text names the file and what is wrong."""


def data_folder() -> Path:
    """Return the folder of the shipped data: beside the package, or inside it once installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file's content. Raises CatalogueError naming the file and the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{path.name}: there is no such file in {path.parent.name}/") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: {error}") from None


def read_lines(path: Path) -> list[str]:
    """Return the lines of a word list without comments and empty lines."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(f"{path.name}: there is no such file in {path.parent.name}/") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: {error}") from None
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
