"""A spreadsheet as an office keeps it: two sheets, Thai headings, merged titles, both calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
LONG_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
PARTNERS = (
    ("กระทรวงกิจการภายในและการสื่อสารแห่งประเทศญี่ปุ่น", "ญี่ปุ่น", "JP"),
    ("กระทรวงไปรษณีย์และโทรคมนาคมกัมพูชา", "กัมพูชา", "KH"),
    ("กระทรวงคมนาคมและการสื่อสารฟินแลนด์", "ฟินแลนด์", "FI"),
    ("กระทรวงเทคโนโลยีและการสื่อสาร สปป.ลาว", "สปป.ลาว", "LA"),
    ("Infocomm Media Development Authority", "สิงคโปร์", "SG"),
    ("กระทรวงวิทยาศาสตร์และไอซีที", "เกาหลีใต้", "KR"),
)
TOPICS = (
    "ความมั่นคงปลอดภัยไซเบอร์", "ไปรษณีย์", "รัฐบาลดิจิทัล", "ปัญญาประดิษฐ์", "เมืองอัจฉริยะ",
    "โทรคมนาคม", "การพัฒนากำลังคนดิจิทัล", "อุตุนิยมวิทยา",
)  # fmt: skip
HEADINGS = (
    "ลำดับ", "ชื่อความตกลง", "ประเภท", "หน่วยงานฝ่ายไทย", "หน่วยงานฝ่ายต่างประเทศ", "ประเทศ",
    "สาขาความร่วมมือ", "วันที่ลงนาม", "ระยะเวลา", "วันสิ้นสุด", "การต่ออายุ", "หน่วยงานรับผิดชอบ",
    "ผู้ลงนามฝ่ายไทย", "หมายเหตุ",
)  # fmt: skip
OWN = "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"
NO_SUCH_DAY = "31 ก.พ. 2565"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """What a row of the office says, before it is written in one of the office's ways."""

    number: int
    title: str
    partner: tuple[str, str, str]
    topic: str
    signed: date


def office_row(number: int) -> OfficeRow:
    """Return one of the office's agreements; each has a title, a partner and a day of its own."""
    partner, topic = PARTNERS[number % len(PARTNERS)], TOPICS[number % len(TOPICS)]
    title = f"บันทึกความเข้าใจว่าด้วยความร่วมมือด้าน{topic} ระยะที่ {number // 8 + 1} กับ{partner[1]}"
    return OfficeRow(number, title, partner, topic, date(2015, 1, 10) + timedelta(days=13 * number))


def as_written(day: date, way: int) -> str | int | date:
    """Return a day in one of the ways in which offices write it."""
    year = day.year + 543
    ways: tuple[str | int | date, ...] = (
        day,
        f"{day.day} {MONTHS[day.month - 1]} {year}",
        f"{day.day} {LONG_MONTHS[day.month - 1]} พ.ศ. {year}",
        f"{day:%d/%m}/{year}",
        f"{day.day} {MONTHS[day.month - 1]} {year}".translate(THAI_DIGITS),
        f"{day.day} {MONTHS[day.month - 1]} {year % 100}",
        (day - date(1899, 12, 30)).days,
        f"{day:%Y-%m-%d}",
    )
    return ways[way % len(ways)]


def cells(row: OfficeRow) -> list[str | int | date | None]:
    """Return a row as it stands in the sheet."""
    name, country, _ = row.partner
    term, renewal = ("5 ปี", "ต่ออายุอัตโนมัติ") if row.number % 3 else ("ไม่มีกำหนด", "-")
    return [
        row.number + 1, row.title, "บันทึกความเข้าใจ", OWN, name, country,
        f"1. {row.topic}\n2. การแลกเปลี่ยนผู้เชี่ยวชาญ", as_written(row.signed, row.number), term,
        None, renewal, "กองการต่างประเทศ", "รัฐมนตรี", None,
    ]  # fmt: skip


def office_workbook(
    rows: int = 300, *, bad_dates: tuple[int, ...] = (), changed: dict[int, str] | None = None
) -> bytes:
    """Return the workbook; rows of `bad_dates` say a day that does not exist.

    `changed` puts another text into the notes of some rows.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        dates = book.add_format({"num_format": "d mmm yyyy"})
        half = rows // 2
        for name, first, last in (("ทวิภาคี", 0, half), ("พหุภาคี", half, rows)):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "ทะเบียนความตกลงระหว่างประเทศ ปี 2569")
            sheet.merge_range(1, 0, 1, len(HEADINGS) - 1, "ข้อมูล ณ วันที่ 30 กันยายน 2569")
            sheet.write_row(2, 0, HEADINGS)
            for place, number in enumerate(range(first, last), 3):
                filled = cells(office_row(number))
                if number in bad_dates:
                    filled[7] = NO_SUCH_DAY
                if changed and number in changed:
                    filled[13] = changed[number]
                for column, cell in enumerate(filled):
                    if isinstance(cell, date):
                        sheet.write_datetime(place, column, cell, dates)
                    elif cell is not None:
                        sheet.write(place, column, cell)
            sheet.write(last - first + 3, 0, "รวม")
            sheet.write(last - first + 3, 1, f"{last - first} ฉบับ")
    return buffer.getvalue()
