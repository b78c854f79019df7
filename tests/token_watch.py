"""Watches what the whole suite logs, at DEBUG, for the token: pytest --every-log (see T4).

Off by default, since libraries at DEBUG write a line for every chunk they send.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.logs import RedactingFormatter
from tests.botapi.server import DEFAULT_TOKEN

#: The part of a token that nobody may learn.
SECRET = DEFAULT_TOKEN.partition(":")[2]


class TokenWatch(logging.Handler):
    """Writes every record out as the bot's log would, and keeps what tells the token."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(RedactingFormatter("%(name)s: %(message)s"))
        self.lines = 0
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one record."""
        self.lines += 1
        line = self.format(record)
        if SECRET in line:
            self.leaks.append(line)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--every-log", action="store_true", help="watch all logs for the token")


@pytest.fixture(scope="session")
def token_watch(request: pytest.FixtureRequest) -> Iterator[TokenWatch | None]:
    """The one watch of a run, where it is asked for."""
    if not request.config.getoption("--every-log"):
        yield None
        return
    watch = TokenWatch()
    yield watch
    logging.getLogger().removeHandler(watch)


@pytest.fixture(autouse=True)
def no_log_tells_the_token(token_watch: TokenWatch | None) -> Iterator[None]:
    """Each test fails whose logs tell the token; some tests set up logging of their own."""
    if token_watch is None:
        yield
        return
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(token_watch)
    yield
    root.setLevel(level)
    assert token_watch.leaks == []
