"""Boils the community's machine-readable Bot API text down to ``schema.json``.

Holds the mining of limits out of descriptions; keeps out the checking itself (``schema.py``).
Run it by hand when the Bot API moves on::

    python -m tests.botapi.make_schema api.json

Why a boiled-down file: the source is 900 kB, nine tenths of it prose and reply types. What is left
(names, types, required, limits of everything that can be *sent*) is small enough to read in a diff.
"""

import json
import re
import sys
from pathlib import Path

from tests.botapi.records import Json

ORIGIN = {
    "source": "PaulSonOfLars/telegram-bot-api-spec, commit 160fd99 (api.json)",
    "licence": "MIT",
    "made_by": "tests/botapi/make_schema.py",
}
LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)", re.IGNORECASE)
CONSTANT = re.compile(r"(?:must be|always) [\"“]?(\w+)[\"”]?$")
CHOICES = re.compile(r"one of \"|can be \"|approve\" to allow|\"quiz\" or \"regular\"")
RANGE = re.compile(r"(?:between|[;,]) (\d+)(?:-| and )(\d+)(?= are accepted|\.|$| if specified)")
COUNT = re.compile(r"(?:list of|include|List of) (\d+)-(\d+)")
AT_MOST = re.compile(r"(?:At most|No more than|up to) (\d+)")


def mined(field: Json) -> Json:
    """The limits a description states in words: length, range, count, constant, choices."""
    text, types = field["description"], field["types"]
    rules: Json = {}
    if types == ["String"]:
        rules |= mined_from_string(text)
    elif types in (["Integer"], ["Float"]):
        if (found := RANGE.search(text)) and text.count("between") < 2:
            rules["range"] = [int(found[1]), int(found[2])]
    elif types[0].startswith("Array of"):
        if found := COUNT.search(text):
            rules["count"] = [int(found[1]), int(found[2])]
        elif found := AT_MOST.search(text):
            rules["count"] = [0, int(found[1])]
    return rules


def mined_from_string(text: str) -> Json:
    """Length in characters or bytes (``parsed``: after entity parsing), constant or choices."""
    rules: Json = {}
    if found := LENGTH.search(text):
        rules[found[3].lower()] = [int(found[1]), int(found[2])]
        if "parsing" in text:
            rules["parsed"] = True
    elif found := CONSTANT.search(text):
        rules["choices"] = [found[1]]
    elif CHOICES.search(text):
        rules["choices"] = list(dict.fromkeys(re.findall(r"\"([^\"]{1,30})\"", text)))
    return rules


def boiled(fields: list[Json]) -> Json:
    """``name -> {types, required?, limits}`` for one method or type."""
    return {
        field["name"]: {"types": "|".join(field["types"])}
        | ({"required": True} if field["required"] else {})
        | mined(field)
        for field in fields
    }


def reachable(spec: Json) -> set[str]:
    """Names of all types that can be part of a request."""
    seen: set[str] = set()
    queue = [name for method in spec["methods"].values() for name in named(method)]
    while queue:
        name = queue.pop()
        if name in seen or name not in spec["types"]:
            continue
        seen.add(name)
        queue += named(spec["types"][name])
    return seen


def named(described: Json) -> list[str]:
    """The types a method or type mentions, arrays taken off."""
    types = list(described.get("subtypes", []))
    types += [name for field in described.get("fields") or [] for name in field["types"]]
    return [name.replace("Array of ", "") for name in types]


def schema(spec: Json) -> Json:
    """The whole of ``schema.json``."""
    types = {name: spec["types"][name] for name in sorted(reachable(spec))}
    return {
        "origin": ORIGIN | {"version": spec["version"], "release_date": spec["release_date"]},
        "methods": {k: boiled(m.get("fields") or []) for k, m in sorted(spec["methods"].items())},
        "types": {
            k: boiled(t.get("fields") or []) for k, t in types.items() if "subtypes" not in t
        },
        "unions": {k: t["subtypes"] for k, t in types.items() if "subtypes" in t},
    }


def one_line_each(made: Json) -> str:
    """JSON with one method or type a line, so that a change of the Bot API is a readable diff."""
    sections = []
    for title, section in made.items():
        rows = [
            f"  {json.dumps(name)}: {json.dumps(body, ensure_ascii=False)}"
            for name, body in section.items()
        ]
        sections.append(f" {json.dumps(title)}: {{\n" + ",\n".join(rows) + "\n }")
    return "{\n" + ",\n".join(sections) + "\n}\n"


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).with_name("schema.json")
    target.write_text(one_line_each(schema(source)), encoding="utf-8")
