"""Checks a request against the Bot API schema; keeps out every rule the schema cannot say.

Why the boiled-down specification and not aiogram's pydantic models: the models let unknown names
through at every depth, turn "5" into 5, and know no limits, so each of the three had to be written
anyway; and the replies of this server are judged by aiogram already (``judge.py``), so that the two
sides of the conversation are measured with two independent rulers.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.botapi.entities import utf16_length
from tests.botapi.limits import METHOD_RULES, TYPE_RULES, parsed_text
from tests.botapi.records import Json, Problem, Upload

ARRAY: Final = "Array of "
INTEGER: Final = re.compile(r"-?\d{1,19}")
BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False}
PRIMITIVES: Final = {"String": str, "Integer": int, "Boolean": bool, "True": bool, "Float": float}
ATTACH: Final = "attach://"


@dataclass
class Schema:
    """The methods, types and unions of ``schema.json``."""

    methods: dict[str, Json]
    types: dict[str, Json]
    unions: dict[str, list[str]]
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Schema":
        """Read the file beside this module."""
        text = Path(__file__).with_name("schema.json").read_text(encoding="utf-8")
        made = json.loads(text)
        names = {name.lower(): name for name in made["methods"]}
        return cls(made["methods"], made["types"], made["unions"], names)

    def canonical(self, method: str) -> str | None:
        """The method's proper spelling (the official server ignores case), None if unknown."""
        return self._names.get(method.lower())

    def check(
        self, method: str, raw: Json, uploads: dict[str, Upload]
    ) -> tuple[Json, list[Problem]]:
        """Typed parameters and every breach of form, the first one first."""
        checker = Checker(self, uploads)
        params = checker.request(method, raw)
        return params, checker.problems


@dataclass
class Checker:
    """The walk through one request."""

    schema: Schema
    uploads: dict[str, Upload]
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def say(self, where: str, what: str, answer: str = "") -> None:
        """Note one breach."""
        self.problems.append(Problem(where, what, answer))

    def request(self, method: str, raw: Json) -> Json:
        """Decode and check all parameters of a call."""
        fields = self.schema.methods[method]
        given = raw | {name: upload for name, upload in self.uploads.items() if name in fields}
        typed = {
            name: self.decoded(fields[name]["types"], value, name)
            for name, value in given.items()
            if name in fields and value is not None
        }
        self.fields(fields, typed, method)
        for name in sorted(set(given) - set(typed)):
            self.say(name, "is null" if name in fields else f"is no parameter of {method}")
        for name in sorted(set(self.uploads) - self.used - set(typed)):
            self.say(name, "a file that nothing refers to")
        if method in METHOD_RULES:
            self.problems += METHOD_RULES[method](typed)
        return typed

    def decoded(self, types: str, value: Any, where: str) -> Any:
        """A parameter of the top level, which arrives as text unless the body was JSON."""
        if isinstance(value, Upload) or not isinstance(value, str):
            return value
        names = types.split("|")
        if "Integer" in names and INTEGER.fullmatch(value):
            return int(value)
        if names == ["Float"] and re.fullmatch(r"-?\d+(\.\d+)?", value):
            return float(value)
        if names == ["Boolean"]:
            return BOOLEANS.get(value.lower(), value)
        if "String" in names or names[0] in PRIMITIVES:
            return value
        try:
            return json.loads(value)
        except ValueError:
            kind = "reply keyboard markup" if where == "reply_markup" else where
            self.say(where, "is no JSON", f"can't parse {kind} JSON object")
            return None

    def fields(self, fields: Json, given: Json, where: str) -> None:
        """Check the parameters of a method or the fields of an object."""
        for name, rule in fields.items():
            if name in given:
                before = len(self.problems)
                if given[name] is not None:
                    self.value(rule["types"], given[name], f"{where}.{name}")
                if given[name] is not None and len(self.problems) == before:
                    self.limits(rule, given[name], given, f"{where}.{name}")
            elif rule.get("required"):
                self.say(f"{where}.{name}", "is missing", missing(name))

    def value(self, types: str, value: Any, where: str) -> None:
        """Check one value against ``A|B|Array of C``."""
        names = types.split("|")
        if isinstance(value, list):
            elements = {name.removeprefix(ARRAY) for name in names if name.startswith(ARRAY)}
            if not elements:
                self.say(where, f"is a list, expected {types}")
            for index, element in enumerate(value) if elements else ():
                self.value("|".join(sorted(elements)), element, f"{where}[{index}]")
        elif isinstance(value, dict):
            self.object(
                [option for name in names for option in self.schema.unions.get(name, [name])],
                value,
                where,
            )
        else:
            self.primitive(names, value, where)

    def primitive(self, names: list[str], value: Any, where: str) -> None:
        """Check a text, number, truth value or file."""
        if isinstance(value, Upload):
            if "InputFile" not in names:
                self.say(where, "is a file")
            self.used.add(value.field)
            return
        wanted = tuple(PRIMITIVES[name] for name in names if name in PRIMITIVES)
        right = type(value) in wanted or (float in wanted and type(value) is int)
        if not right or ("True" in names and value is not True):
            self.say(where, f"is {value!r:.80}, expected {'|'.join(names)}")
        if isinstance(value, str) and value.startswith(ATTACH):
            name = value.removeprefix(ATTACH)
            self.used.add(name)
            if name not in self.uploads:
                self.say(where, f"no file part named {name!r}")

    def object(self, options: list[str], value: Json, where: str) -> None:
        """Check an object against the best fitting of several types."""
        known = [name for name in options if name in self.schema.types]
        if not known:
            self.say(where, f"is an object, expected {'|'.join(options)}")
            return
        fitting = [name for name in known if self.calls_itself(name, value)] or known
        trials = [self.trial(name, value, where) for name in fitting]
        best = min(trials, key=lambda trial: len(trial.problems))
        self.problems += best.problems
        self.used |= best.used

    def calls_itself(self, name: str, value: Json) -> bool:
        """Whether the constants of a type (``type``, ``source``) are those of the object."""
        return all(
            value.get(key) in rule["choices"]
            for key, rule in self.schema.types[name].items()
            if len(rule.get("choices", ())) == 1
        )

    def trial(self, name: str, value: Json, where: str) -> "Checker":
        """What would be wrong if the object were of this type."""
        checker = Checker(self.schema, self.uploads)
        fields = self.schema.types[name]
        checker.fields(fields, value, f"{where}")
        for unknown in sorted(set(value) - set(fields)):
            checker.say(f"{where}.{unknown}", f"is no field of {name}")
        for what, answer in TYPE_RULES[name](value) if name in TYPE_RULES else ():
            checker.say(where, what, answer)
        return checker

    def limits(self, rule: Json, value: Any, siblings: Json, where: str) -> None:
        """Check length, range, count and choices."""
        if rule.get("parsed") and isinstance(value, str):
            self.problems += parsed_text(rule["characters"], value, siblings, where)
            return
        sizes: dict[str, Callable[[Any], int]] = {
            "characters": utf16_length,
            "bytes": lambda text: len(text.encode()),
            "range": lambda number: number,
            "count": len,
        }
        for unit in sizes.keys() & rule.keys():
            low, high = rule[unit]
            size = sizes[unit](value)
            if not low <= size <= high:
                self.say(where, f"{unit}: {size}, allowed {low}-{high}", wording(where))
        if "choices" in rule and value not in rule["choices"]:
            self.say(where, f"is {value!r:.80}, allowed {rule['choices']}")


def missing(name: str) -> str:
    """The official text for a few well-known omissions."""
    return {
        "text": "message text is empty",
        "chat_id": "chat_id is empty",
        "message_id": "message identifier is not specified",
    }.get(name, "")


def wording(where: str) -> str:
    """The official text for a few well-known lengths."""
    if where.endswith("callback_data"):
        return "BUTTON_DATA_INVALID"
    return "MESSAGE_TOO_LONG" if where == "answerCallbackQuery.text" else ""
