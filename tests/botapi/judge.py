"""Judges this server's own updates and results with aiogram's models; keeps out the requests.

Why a second library: a test server that is measured only by its author's reading proves nothing.
aiogram's models know which fields are required and of what type; a field the models do not know is
a spelling mistake of ours and reported too.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import aiogram.methods
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.botapi.records import Json


@cache
def model_of_result(method: str) -> TypeAdapter[Any]:
    """The type a method returns, as aiogram has it."""
    name = method[0].upper() + method[1:]
    return TypeAdapter(getattr(aiogram.methods, name).__returning__)


def complaints_about_update(update: Json) -> list[str]:
    """What is wrong with an update; empty for a good one."""
    return complaints(TypeAdapter(Update), update)


def complaints_about_result(method: str, result: Any) -> list[str]:
    """What is wrong with a method's result; empty for a good one."""
    return complaints(model_of_result(method), result)


def complaints(model: TypeAdapter[Any], value: Any) -> list[str]:
    """Validation errors and unknown fields."""
    try:
        parsed = model.validate_python(value)
    except ValidationError as error:
        return [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    return list(unknown_fields(parsed, ""))


def unknown_fields(parsed: object, where: str) -> Iterator[str]:
    """Names of fields, at any depth, that no model knows."""
    if isinstance(parsed, BaseModel):
        for name in parsed.model_extra or {}:
            yield f"{where}{name}: unknown field"
        for name in parsed.model_fields_set:
            yield from unknown_fields(getattr(parsed, name, None), f"{where}{name}.")
    elif isinstance(parsed, list):
        for index, element in enumerate(parsed):
            yield from unknown_fields(element, f"{where}{index}.")
