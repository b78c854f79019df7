"""The log: to standard error, without the token in any form, without the talk of libraries."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.logs import RedactingFormatter, start_logging

SECRET = "AAH" + "x-_9" * 8
TOKEN = f"123456789:{SECRET}"
TALKATIVE = ("telegram", "httpx", "httpcore", "asyncio", "tornado")
QUIETENED = (*TALKATIVE, "apscheduler", "telegram.request")


def formatted(message: str, *arguments: object) -> str:
    record = logging.LogRecord("bot", logging.INFO, "file", 1, message, arguments, None)
    return RedactingFormatter("%(levelname)s %(message)s").format(record)


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """What a test does to the logging of the whole process is taken back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIETENED}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, former in levels.items():
        logging.getLogger(name).setLevel(former)


@pytest.mark.parametrize(
    "message",
    [
        TOKEN,
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"POST https://api.telegram.org/file/bot{TOKEN.replace(':', '%3A')}/a.pdf",
        TOKEN.replace(":", "%3a"),
        f"token={TOKEN}, token={TOKEN}",
    ],
)
def test_a_token_is_taken_out_in_any_form(message: str) -> None:
    line = formatted(message)

    assert SECRET not in line
    assert "<token>" in line


def test_a_token_among_the_arguments_is_taken_out() -> None:
    assert SECRET not in formatted("calling %s with %r", TOKEN, {"token": TOKEN})


def test_a_token_in_an_error_is_taken_out() -> None:
    error = ValueError(f"bad address {TOKEN}")
    told = (ValueError, error, None)
    record = logging.LogRecord("bot", logging.ERROR, "file", 1, "no", (), told)

    text = RedactingFormatter().format(record)

    assert "bad address <token>" in text
    assert SECRET not in text


def test_what_is_no_token_stays() -> None:
    assert formatted("12:30 JP-2022-ICT 2022-08-05: %s", "kept") == (
        "INFO 12:30 JP-2022-ICT 2022-08-05: kept"
    )


@pytest.mark.usefixtures("logging_as_it_was")
def test_the_log_goes_to_standard_error_one_line_an_event(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_logging("INFO")
    logging.getLogger("bot.register").info("record %s saved by %s", "JP-1", TOKEN)
    logging.getLogger("bot.register").debug("not shown")

    shown = capsys.readouterr()

    assert shown.out == ""
    assert shown.err.endswith(" INFO bot.register: record JP-1 saved by <token>\n")
    assert shown.err.count("\n") == 1


@pytest.mark.usefixtures("logging_as_it_was")
@pytest.mark.parametrize("name", TALKATIVE)
def test_the_talk_of_libraries_stays_out_at_every_level(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging("DEBUG")
    logging.getLogger(f"{name}.inner").debug("a whole update")
    logging.getLogger(f"{name}.inner").warning("trouble")

    shown = capsys.readouterr().err

    assert "a whole update" not in shown
    assert "trouble" in shown
