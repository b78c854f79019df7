"""A bare HTTP client for the Bot API, which says whatever a test wants said, right or wrong."""

import json
from typing import Any, Self

import httpx

from tests.botapi.records import Json
from tests.botapi.server import BotApiServer


class RawClient:
    """Calls methods of one server; an async context manager."""

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._http = httpx.AsyncClient(timeout=5.0)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    def address(self, method: str, token: str | None = None) -> str:
        """The URL of a method."""
        return f"{self._server.base_url}{token or self._server.token}/{method}"

    async def form(self, method: str, files: Json | None = None, **params: Any) -> Json:
        """Call with a form, as python-telegram-bot does: all but texts are written as JSON."""
        data = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
        return answer(await self._http.post(self.address(method), data=data, files=files))

    async def body(self, method: str, **params: Any) -> Json:
        """Call with a JSON body."""
        return answer(await self._http.post(self.address(method), json=params))

    async def query(self, method: str, token: str | None = None, **params: str) -> Json:
        """Call with GET."""
        return answer(await self._http.get(self.address(method, token), params=params))

    async def raw(self, method: str, **request: Any) -> httpx.Response:
        """Any POST, and the response as it came."""
        return await self._http.post(self.address(method), **request)

    async def download(self, path: str) -> httpx.Response:
        """Fetch a file."""
        return await self._http.get(f"{self._server.base_file_url}{self._server.token}/{path}")


def answer(response: httpx.Response) -> Json:
    """The JSON answer; its error code must be the HTTP status."""
    told: Json = response.json()
    assert told.get("error_code", 200) == response.status_code
    return told
