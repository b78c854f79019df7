"""Both stores for the tests of behaviour, and registers in a folder of their own."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.store import MemoryStore, Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a register file may be made."""
    return tmp_path / "register"


@pytest.fixture(params=["memory", "file"])
async def store(request: pytest.FixtureRequest, path: Path) -> AsyncIterator[Store]:
    """A new, empty store: one without a disk, and one with."""
    made: Store = MemoryStore() if request.param == "memory" else open_store(path)
    yield made
    await made.close()


@pytest.fixture
async def reopened(path: Path) -> AsyncIterator[Callable[..., Store]]:
    """Open the register at `path`, again and again; what is left open is closed at the end."""
    opened: list[Store] = []

    def open_again(**settings: object) -> Store:
        opened.append(open_store(path, **settings))  # type: ignore[arg-type] # passed through
        return opened[-1]

    yield open_again
    for made in opened:
        await made.close()
