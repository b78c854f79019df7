"""The log: one line an event, without message texts and without the token in any form."""

from __future__ import annotations

import logging
import re
import sys

#: A bot token, plain or percent-encoded as it stands in addresses.
TOKEN = re.compile(r"\d{3,}(?::|%3[Aa])[\w-]{30,}")
#: At DEBUG these write whole updates or addresses.
_TALKATIVE = ("telegram", "httpx", "httpcore", "asyncio", "apscheduler", "tornado")


class RedactingFormatter(logging.Formatter):
    """Formats a record, traceback and all, then takes every token out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line without a token."""
        return TOKEN.sub("<token>", super().format(record))


def start_logging(level: str) -> None:
    """Write the log to standard error from this level on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A proxy's error page is logged as an error with its trace at every try; we tell it ourselves.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
