"""Whose certificates are trusted: read once for every connection of the process."""

from __future__ import annotations

import ssl
from functools import lru_cache

import httpx


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """Return the certificates that are trusted; to read them takes 50 ms."""
    return httpx.create_ssl_context()
