"""What agreements are about: areas with their names in both languages, wider ones included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.agreements.text import Text


@dataclass(frozen=True, slots=True)
class Area:
    """An entry of a glossary; `broader` names the wider areas that contain it."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


class Glossary:
    """All known areas by id."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._by_id: Mapping[str, Area] = {area.id: area for area in areas}

    def __iter__(self) -> Iterator[Area]:
        return iter(self._by_id.values())

    def __contains__(self, area_id: object) -> bool:
        return area_id in self._by_id

    def get(self, area_id: str) -> Area | None:
        """Return the area, or None."""
        return self._by_id.get(area_id)

    def wider(self, area_id: str) -> frozenset[str]:
        """Return every area that contains this one, itself not included."""
        found: set[str] = set()
        waiting = [area_id]
        while waiting:
            area = self._by_id.get(waiting.pop())
            for broader in area.broader if area else ():
                if broader not in found:
                    found.add(broader)
                    waiting.append(broader)
        return frozenset(found - {area_id})
