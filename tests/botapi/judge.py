"""Judges this server's own updates and results with aiogram's models; keeps out the requests.

Why a second library: a test server that is measured only by its author's reading proves nothing.
aiogram's models know which fields are required and of what type; a field the models do not know is
a spelling mistake of ours and reported too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.botapi.records import Json


@dataclass(frozen=True)
class Models:
    """aiogram's types by name, and the class of each method by its name."""

    types: Mapping[str, Any]
    methods: Any

    @classmethod
    @cache
    def load(cls) -> "Models":
        """Import aiogram, which builds nothing yet.

        While it is imported it builds each of its 440 models, and each with all that stand in it:
        7 seconds of each process, of which 10 are ever asked. So the building is held back here,
        and what is asked is built from the names that aiogram gave for it.
        """
        names: dict[str, Any] = {}

        def hold_back(*, _types_namespace: Mapping[str, Any] | None = None, **_: Any) -> None:
            names.update(_types_namespace or {})

        with patch.object(BaseModel, "model_rebuild", hold_back):
            from aiogram import methods  # noqa: PLC0415  a server that is never asked costs nothing
        return cls(names, methods)


@cache
def model_of(judged: Any) -> TypeAdapter[Any]:
    """What reads and judges values of a type; most methods return the same few types."""
    adapter = TypeAdapter(judged)
    adapter.rebuild(_types_namespace=Models.load().types)
    return adapter


def model_of_update() -> TypeAdapter[Any]:
    """An update, as aiogram has it."""
    return model_of(Models.load().types["Update"])


def model_of_result(method: str) -> TypeAdapter[Any]:
    """The type a method returns, as aiogram has it."""
    name = method[0].upper() + method[1:]
    return model_of(getattr(Models.load().methods, name).__returning__)


def complaints_about_update(update: Json) -> list[str]:
    """What is wrong with an update; empty for a good one."""
    return complaints(model_of_update(), update)


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
