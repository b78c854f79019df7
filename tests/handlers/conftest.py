"""What conversations in this folder need: some of the catalogue's records, not all of them."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement
from bot.catalogue.records import starter_catalogue

#: Whose agreements the conversations are about. A bot over them starts in a third of the time.
_COUNTRIES = ("JP-", "FI-", "LA-", "RO-")


@pytest.fixture(scope="session")
def starter() -> tuple[Agreement, ...]:
    """The starter catalogue's records with the countries that conversations here are about."""
    return tuple(a for a in starter_catalogue().agreements if a.id.startswith(_COUNTRIES))
