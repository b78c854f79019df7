"""Everything an operator can set, read from the environment; every bad value told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import LANGUAGES, Language
from bot.people.roles import NO_PERSON, Admission
from bot.people.second_pair import SecondPair
from bot.secret import Secret

PREFIX = "SANYA_"
_TOKEN = re.compile(r"\d+:[\w-]{30,}")
Value = TypeVar("Value")


class SettingsError(Exception):
    """Settings that cannot be used; the text has a line for each."""


def _text(value: str) -> str:
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _flag(value: str) -> bool:
    choices = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if value.casefold() not in choices:
        raise ValueError("write yes or no")
    return choices[value.casefold()]


def _days(value: str) -> int:
    if not re.fullmatch(r"\d{1,4}", value, re.ASCII) or int(value) > 3_660:
        raise ValueError("write a number of days, 0 to 3660")
    return int(value)


def _port(value: str) -> int:
    if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or not 0 < int(value) < 65_536:
        raise ValueError("write a port, 1 to 65535")
    return int(value)


def _monitor_port(value: str) -> int:
    return _port(value)


def _language(value: str) -> Language:
    for language in LANGUAGES:
        if value == language:
            return language
    raise ValueError(f"write one of {', '.join(LANGUAGES)}")


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError("write a country code of two capital letters, for example TH")
    return value


def _second_pair(value: str) -> SecondPair:
    try:
        return SecondPair(value.casefold())
    except ValueError:
        raise ValueError(f"write one of {', '.join(SecondPair)}") from None


def _holidays(value: str) -> str:
    return value if value == "none" else _country(value)


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("write a time zone such as Asia/Bangkok") from None


def _people(value: str) -> frozenset[int]:
    ids = _ids(value)
    if ids & NO_PERSON or any(number <= 0 for number in ids):
        raise ValueError("an id in it is not a person's")
    return ids


def _groups(value: str) -> frozenset[int]:
    ids = _ids(value)
    if any(number >= 0 for number in ids):
        raise ValueError("an id in it is not a group's: those begin with -")
    return ids


def _ids(value: str) -> frozenset[int]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(re.fullmatch(r"-?\d{1,19}", part) for part in parts):
        raise ValueError("write numeric ids with commas between them")
    return frozenset(map(int, parts))


def _days_by_kind(value: str) -> Mapping[InstrumentKind, int]:
    days: dict[InstrumentKind, int] = {}
    for part in filter(None, (piece.strip() for piece in value.split(","))):
        kind, _, number = part.partition("=")
        try:
            days[InstrumentKind(kind.strip())] = _days(number.strip())
        except ValueError:
            raise ValueError("write kinds with days, for example treaty=365,mou=120") from None
    return days


def _token(value: str) -> Secret:
    if not _TOKEN.fullmatch(value):
        raise ValueError("it does not look like a bot token (digits, a colon, 35 characters)")
    return Secret(value)


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError("write an address beginning with http:// or https://")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\S*|http://127\.0\.0\.1[:/]\S*", value):
        raise ValueError("write an address beginning with https://, which Telegram demands")
    return value


def _secret(value: str) -> Secret:
    if not re.fullmatch(r"[\w-]{16,256}", value, re.ASCII):
        raise ValueError("write 16 to 256 letters, digits, _ or -, made at random")
    return Secret(value)


def _level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("write one of DEBUG, INFO, WARNING, ERROR")
    return value.upper()


def _setting(read: Callable[[str], Value], default: str, meaning: str) -> Any:
    """Describe one setting: how its text is read, what it is without one, what it means."""
    return field(
        default_factory=lambda: read(default) if default else EMPTY.get(read),
        metadata={"read": read, "default": default, "meaning": meaning},
    )


#: What a setting without a default is when nothing is given.
EMPTY: Mapping[Any, Any] = {
    _token: Secret(),
    _webhook: "",
    _secret: Secret(),
    _people: frozenset(),
    _groups: frozenset(),
    _days_by_kind: {},
    _address: "",
    _text: "",
    _monitor_port: 0,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; each is the environment variable SANYA_<NAME>."""

    token: Secret = _setting(_token, "", "The bot's token from @BotFather.")
    store: Path = _setting(_path, "var/register.sanya", "The register file; made when missing.")
    starter: bool = _setting(
        _flag, "yes", "Whether a new register begins with the starter catalogue."
    )
    administrators: frozenset[int] = _setting(
        _people, "", "Numeric Telegram ids of the people who keep the register up to date."
    )
    people: frozenset[int] = _setting(
        _people, "", "Numeric ids of the people who may ask in private."
    )
    groups: frozenset[int] = _setting(
        _groups, "", "Numeric ids of the groups and channels that may ask and be reminded."
    )
    open_to_all: bool = _setting(
        _flag, "no", "Whether anybody may ask: for trials with public records only."
    )
    inline: bool = _setting(
        _flag, "no", "Whether who may ask can also do so in any chat, after the bot's name."
    )
    language: Language = _setting(
        _language, "en", "The language where a person's own is not known: en or th."
    )
    time_zone: ZoneInfo = _setting(_zone, "Asia/Bangkok", "The office's time zone.")
    own_country: str = _setting(_country, "TH", "The office's own country; it narrows no search.")
    holidays: str = _setting(
        _holidays,
        "TH",
        "Whose public holidays no reminder falls on (it comes before); none: weekends only.",
    )
    approval_days: int = _setting(
        _days, "180", "Days that Cabinet and legal approval take before a decision can be given."
    )
    approval_days_by_kind: Mapping[InstrumentKind, int] = _setting(
        _days_by_kind, "", "The same by kind of instrument, for example treaty=365,mou=120."
    )
    unanswered_days: int = _setting(
        _days,
        "180",
        "Days that questions which found no answer are kept, without names; 0: not at all.",
    )
    second_pair: SecondPair = _setting(
        _second_pair,
        "off",
        "Whose changes wait until another administrator approves: off, editors or everybody.",
    )
    api_address: str = _setting(
        _address, "", "Another Bot API server's address, without /bot; Telegram's own when empty."
    )
    webhook_address: str = _setting(
        _webhook,
        "",
        "The https address Telegram pushes updates to; it is polled when empty.",
    )
    webhook_secret: Secret = _setting(
        _secret, "", "What Telegram shows with each push: 16 to 256 random letters, digits, _ or -."
    )
    webhook_port: int = _setting(
        _port, "8443", "The port on 127.0.0.1 to which a proxy passes what is pushed."
    )
    monitor_port: int = _setting(
        _monitor_port, "", "A port on 127.0.0.1 for /healthz and /metrics; none when empty."
    )
    log_level: str = _setting(_level, "INFO", "DEBUG, INFO, WARNING or ERROR.")

    @property
    def admission(self) -> Admission:
        """Whom the operator admits."""
        return Admission(self.administrators, self.people, self.groups, self.open_to_all)


def _shown(name: str, value: str) -> str:
    """Return a bad value as a refusal shows it: not what is a secret, or looks like a token."""
    is_secret = name in ("token", "webhook_secret") or _TOKEN.search(value)
    return "" if is_secret else f" ({value[:40]})"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read all settings. Raises SettingsError with a line for each value that cannot be used."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for setting in fields(Settings):
        name = PREFIX + setting.name.upper()
        text = environment.get(name, "").strip()
        if not text:
            continue
        try:
            values[setting.name] = setting.metadata["read"](text)
        except ValueError as error:
            problems.append(f"{name}{_shown(setting.name, text)}: {error}")
    known = {PREFIX + setting.name.upper() for setting in fields(Settings)}
    problems += [
        f"{name}: there is no such setting"
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in known
    ]
    if values.get("webhook_address") and "webhook_secret" not in values:
        problems.append(f"{PREFIX}WEBHOOK_SECRET: a webhook needs one, or anybody could push to it")
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(**values)
