"""Both stores for the tests of behaviour, and registers in a folder of their own."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.store import MemoryStore, Store, open_store


@pytest.fixture(autouse=True)
def _no_batch_is_cut_short() -> Iterator[None]:
    """On a busy machine a turn of the loop may take too long for two jobs; here they stay one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.group_commit.LONGEST_TURN", 60.0)
        yield


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
