"""Codes that are like one on record: one wrong letter is a typing error, another year is not."""

from __future__ import annotations

import pytest

from bot.search.alike_codes import code_meant, codes_like

KNOWN = ("CN-2022-ECOMMERCE", "IN-2022-ICT", "JP-2022-ICT", "VN-2017-ICT", "KR-2019-SMARTCITY")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cn-2022-ecomerce", "CN-2022-ECOMMERCE"),
        ("KR-2019-SMARTCTIY", "KR-2019-SMARTCITY"),
        ("CN-2021-ECOMMERCE", None),
        ("IN-2022-ECOMMERCE", None),
        ("JP-2022-ITC", None),
    ],
)
def test_one_wrong_letter_in_a_long_word_is_a_typing_error(typed: str, meant: str | None) -> None:
    assert code_meant(typed, KNOWN) == meant


def test_one_letter_off_two_codes_means_neither() -> None:
    assert code_meant("US-2022-PHUKEX", ("US-2022-PHUKET", "US-2022-PHUKES")) is None


def test_codes_of_the_same_country_come_first() -> None:
    assert codes_like(["VN-2021-ICT"], KNOWN)[0] == "VN-2017-ICT"
