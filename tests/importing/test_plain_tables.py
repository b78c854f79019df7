"""A plain table is read in the encodings that Thai offices save in."""

from __future__ import annotations

import pytest

from bot.importing.reading import read_file
from bot.importing.refusals import FileRefused, Refusal

THAI = "ชื่อความตกลง,ประเทศ,วันที่ลงนาม\nบันทึกความเข้าใจว่าด้วยดิจิทัล,ญี่ปุ่น,5 ส.ค. 2565\n"


def cells(data: bytes) -> list[list[object]]:
    (table,) = read_file(data, "ทะเบียน.csv").tables
    return [list(row.cells) for row in table.rows]


AS_WRITTEN = [["บันทึกความเข้าใจว่าด้วยดิจิทัล", "ญี่ปุ่น", "5 ส.ค. 2565"]]


def test_a_table_in_tis_620_is_read_as_the_thai_it_is() -> None:
    assert cells(THAI.encode("tis-620")) == AS_WRITTEN


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    data = THAI.encode("utf-8-sig")

    (table,) = read_file(data, "ทะเบียน.csv").tables

    assert table.uses[0].heading == "ชื่อความตกลง"
    assert cells(data) == AS_WRITTEN


def test_a_table_in_utf_16_with_a_byte_order_mark_is_read() -> None:
    assert cells(THAI.encode("utf-16")) == AS_WRITTEN


def test_bytes_that_make_no_thai_are_refused_and_not_guessed() -> None:
    with pytest.raises(FileRefused) as caught:
        read_file("Title,Signed\nAccord de coopération numérique,2021\n".encode("latin-1"), "a.csv")

    assert caught.value.reason is Refusal.UNKNOWN_ENCODING
