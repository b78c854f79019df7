"""Reads an HTTP request into raw parameters and file parts; keeps out what they mean."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.botapi.records import Json, Upload


class UnreadableBodyError(Exception):
    """A body that is not what its content type says."""


@dataclass(frozen=True, slots=True)
class RawRequest:
    """What came over the wire: text parameters (native values from a JSON body) and files."""

    params: Json
    uploads: dict[str, Upload]


async def read_request(request: web.Request) -> RawRequest:
    """Query string, urlencoded, multipart or JSON; a name given twice keeps its first value.

    Raises UnreadableBodyError.
    """
    params: Json = {}
    uploads: dict[str, Upload] = {}
    for name, value in request.query.items():
        params.setdefault(name, value)
    for name, value in (await body_of(request)).items():
        if isinstance(value, FileField):
            content = value.file.read()
            uploads.setdefault(name, Upload(name, value.filename, content, value.content_type))
        else:
            params.setdefault(name, value)
    return RawRequest(params, uploads)


async def body_of(request: web.Request) -> dict[str, Any]:
    """Names and values of the body, whatever its form."""
    if request.content_type != "application/json":
        return dict(await request.post())
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError as error:
        raise UnreadableBodyError(str(error)) from error
    if not isinstance(body, dict):
        message = "the JSON body is no object"
        raise UnreadableBodyError(message)
    return body
