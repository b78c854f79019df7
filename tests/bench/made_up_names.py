"""Made-up names in English and Thai: places, ministries, agencies, companies; the same every time.

A real register holds a long tail of names that occur once or twice. So names are drawn from an
endless row of them, early ones often, late ones hardly ever.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random

from bot.agreements.agreement import Party
from bot.agreements.kinds import PartyType
from bot.agreements.text import Text

#: Syllables as they are written in both scripts.
SYLLABLES = (
    ("ba", "บา"), ("ka", "กา"), ("ra", "รา"), ("ma", "มา"), ("na", "นา"), ("sa", "ซา"),
    ("lo", "โล"), ("mo", "โม"), ("to", "โท"), ("ru", "รู"), ("du", "ดู"), ("ni", "นี"),
    ("vi", "วี"), ("li", "ลี"),
    ("zan", "ซาน"), ("tor", "ทอร์"), ("bel", "เบล"), ("gan", "กาน"), ("dor", "ดอร์"), ("lim", "ลิม"),
    ("wen", "เวน"), ("kha", "คา"), ("pho", "โพ"), ("rin", "ริน"), ("sel", "เซล"), ("var", "วาร์"),
)  # fmt: skip
#: How strongly the first of a row are preferred: 1 is not at all.
SKEW, NAMES_SKEW = 2.0, 3.0
#: What ministries are for: of energy, of trade ...
FIELDS = (
    ("Energy", "พลังงาน"), ("Trade and Industry", "การค้าและอุตสาหกรรม"), ("Health", "สาธารณสุข"),
    ("Education", "ศึกษาธิการ"), ("Transport", "คมนาคม"), ("Agriculture", "การเกษตร"),
    ("Science and Technology", "วิทยาศาสตร์และเทคโนโลยี"), ("the Environment", "สิ่งแวดล้อม"),
    ("Communications", "การสื่อสาร"), ("Labour", "แรงงาน"), ("Tourism", "การท่องเที่ยว"),
    ("Justice", "ยุติธรรม"), ("Finance", "การคลัง"), ("Culture", "วัฒนธรรม"),
    ("Internal Affairs", "กิจการภายใน"), ("Fisheries", "การประมง"), ("Water Resources", "ทรัพยากรน้ำ"),
    ("Information", "สารสนเทศ"), ("Foreign Affairs", "การต่างประเทศ"),
    ("Digital Affairs", "กิจการดิจิทัล"),
)  # fmt: skip
BODIES = (
    ("Ministry of {field}", "กระทรวง{field}", PartyType.MINISTRY),
    ("Agency for {field}", "สำนักงาน{field}", PartyType.AGENCY),
    ("National Institute of {field}", "สถาบัน{field}แห่งชาติ", PartyType.AGENCY),
)
COMPANIES = (("{place} Telecom", "{place} เทเลคอม"), ("{place} Systems", "{place} ซิสเต็มส์"))


def drawn(random: Random, count: int, skew: float = SKEW) -> int:
    """Return a number below `count`, low ones often."""
    return int(count * random.random() ** skew)


@lru_cache(maxsize=200_000)
def place(number: int) -> Text:
    """Return the name of a place; another number is another place."""
    random = Random(number)
    parts = [random.choice(SYLLABLES) for _ in range(random.choice((2, 3, 3, 4)))]
    english, thai = ("".join(spelling) for spelling in zip(*parts, strict=True))
    return Text(english.capitalize(), thai)


def body(random: Random, country: str, name: Text) -> Party:
    """Return a ministry or agency of a country, which has the name given."""
    english, thai, kind = random.choice(BODIES)
    field_english, field_thai = random.choice(FIELDS)
    title = Text(
        f"{english.format(field=field_english)} of {name.en}",
        f"{thai.format(field=field_thai)}แห่ง{name.th or name.en}",
    )
    return Party(title, country=country, type=kind)


def company(random: Random, country: str, count: int) -> Party:
    """Return one of `count` companies of a country."""
    english, thai = random.choice(COMPANIES)
    where = place(drawn(random, count, NAMES_SKEW))
    name = Text(english.format(place=where.en), thai.format(place=where.th))
    return Party(name, country=country, type=PartyType.COMPANY)
