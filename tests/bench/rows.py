"""Made-up rows of about 1.6 KB of JSON, the same for everybody who measures."""

import json
from random import Random
from typing import Any

from bot.store import Collection

ROWS: Collection[Any] = Collection("rows", encode=lambda row: row, decode=lambda row: row)


def row(number: int) -> dict[str, Any]:
    """Return row `number`: the fields of a record, filled with words of no meaning."""
    random = Random(number)
    parties = [
        {"name": f"Ministry {random.randrange(999)}", "country": "XX", "type": "ministry"}
        for _ in range(3)
    ]
    return {
        "id": f"XX-{number}",
        "title": {"en": words(random, 12), "th": "บันทึกความร่วมมือด้านดิจิทัล " * 2},
        "kind": "mou",
        "parties": parties,
        "scope_areas": [{"en": words(random, 2), "th": "ความมั่นคงปลอดภัยไซเบอร์"} for _ in range(3)],
        "summary": words(random, 55),
        "signed": "2022-08-05",
        "in_force": None,
        "expires": "2027-08-04",
        "term": {"kind": "fixed", "months": 60},
        "renewal": {"mode": "tacit", "period_months": 12, "notice_months": 3},
        "supersedes": [],
        "evidence": [{"field": "signed", "source": words(random, 4), "locator": "1"}] * 2,
        "verified": {"on": "2024-01-01", "by": "desk"},
    }


def words(random: Random, number: int) -> str:
    """Return made-up words."""
    return " ".join(
        "".join(random.choices("abcdefghijklmnoprstuvwy", k=random.randint(3, 10)))
        for _ in range(number)
    )


def as_json(row: dict[str, Any]) -> str:
    """Return a row as both stores write it."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
