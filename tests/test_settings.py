"""Settings: read from the environment, every bad value told at once, the token never shown."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.agreements.kinds import InstrumentKind
from bot.app import settings_from_environment
from bot.people.roles import NO_PERSON
from bot.settings import PREFIX, Settings, SettingsError, read_settings

TOKEN = "123456789:" + "Ab-_" * 9
Environment = dict[str, str]


def refusals(environment: Environment) -> list[str]:
    """Return the lines of a refusal."""
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    return str(caught.value).splitlines()


# -- what is read --------------------------------------------------------------------------------


def test_without_any_setting_the_defaults_hold() -> None:
    settings = read_settings({})

    assert settings == Settings()
    assert settings.store == Path("var/register.sanya")
    assert settings.time_zone == ZoneInfo("Asia/Bangkok")
    assert settings.approval_days == 180
    assert settings.starter
    assert not settings.open_to_all
    assert not settings.token


def test_every_setting_has_a_meaning_and_a_default_that_can_be_read() -> None:
    for setting in fields(Settings):
        assert setting.metadata["meaning"].endswith("."), setting.name
        default = setting.metadata["default"]
        if default:
            assert setting.metadata["read"](default) == getattr(Settings(), setting.name)


def test_settings_are_read_from_their_text() -> None:
    settings = read_settings(
        {
            "SANYA_TOKEN": TOKEN,
            "SANYA_STORE": "~/register",
            "SANYA_ADMINISTRATORS": " 11, 12 ",
            "SANYA_GROUPS": "-100123,-200",
            "SANYA_OPEN_TO_ALL": "Yes",
            "SANYA_APPROVAL_DAYS_BY_KIND": "treaty=365, mou=120",
            "SANYA_API_ADDRESS": "http://localhost:8081/",
            "SANYA_LOG_LEVEL": "debug",
            "SANYA_LANGUAGE": "th",
        }
    )

    assert settings.token.reveal() == TOKEN
    assert settings.store == Path("~/register").expanduser()
    assert settings.administrators == {11, 12}
    assert settings.groups == {-100123, -200}
    assert settings.open_to_all
    assert settings.approval_days_by_kind == {InstrumentKind.TREATY: 365, InstrumentKind.MOU: 120}
    assert settings.api_address == "http://localhost:8081"
    assert (settings.log_level, settings.language) == ("DEBUG", "th")


def test_an_empty_value_is_no_value() -> None:
    assert read_settings({"SANYA_APPROVAL_DAYS": "  ", "SANYA_TOKEN": ""}) == Settings()


def test_other_variables_of_the_environment_do_not_matter() -> None:
    assert read_settings({"PATH": "/bin", "TOKEN": "x"}) == Settings()


def test_the_settings_tell_whom_the_operator_admits() -> None:
    admission = read_settings({"SANYA_ADMINISTRATORS": "11", "SANYA_PEOPLE": "12"}).admission

    assert admission.administrators == {11}
    assert admission.people == {12}


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().starter = False  # type: ignore[misc] # the point of the test


# -- what is refused -----------------------------------------------------------------------------

BAD: Environment = {
    "SANYA_TOKEN": "abc",
    "SANYA_STARTER": "maybe",
    "SANYA_ADMINISTRATORS": "somebody",
    "SANYA_PEOPLE": "-5",
    "SANYA_GROUPS": "1;2",
    "SANYA_OPEN_TO_ALL": "on",
    "SANYA_LANGUAGE": "fr",
    "SANYA_TIME_ZONE": "Bangkok",
    "SANYA_OWN_COUNTRY": "Thailand",
    "SANYA_APPROVAL_DAYS": "half a year",
    "SANYA_APPROVAL_DAYS_BY_KIND": "pact=5",
    "SANYA_API_ADDRESS": "localhost",
    "SANYA_WEBHOOK_ADDRESS": "http://bot.example.org/hook",
    "SANYA_WEBHOOK_SECRET": "short",
    "SANYA_WEBHOOK_PORT": "65536",
    "SANYA_MONITOR_PORT": "none",
    "SANYA_LOG_LEVEL": "LOUD",
}
#: What is never shown, not even when it is bad.
SECRETS = ("SANYA_TOKEN", "SANYA_WEBHOOK_SECRET")


def test_every_bad_value_is_told_at_once_each_in_a_line_of_its_own() -> None:
    lines = refusals(BAD)

    assert [line.split(" ")[0].rstrip(":") for line in lines] == list(BAD)
    for line, (name, value) in zip(lines, BAD.items(), strict=True):
        assert line.startswith(f"{name}: " if name in SECRETS else f"{name} ({value}): ")


@pytest.mark.parametrize(("name", "value"), BAD.items())
def test_a_bad_value_is_told_with_how_to_write_it(name: str, value: str) -> None:
    (line,) = refusals({name: value})

    _, _, sentence = line.partition(": ")
    assert sentence.startswith(("write ", "it does not look like a bot token", "an id in it is"))


def test_an_unknown_setting_is_told_beside_the_bad_values() -> None:
    assert refusals({"SANYA_LANGUAGE": "fr", "SANYA_TOKN": "secret", "SANYA_AGE": "5"}) == [
        "SANYA_LANGUAGE (fr): write one of en, th",
        "SANYA_AGE: there is no such setting",
        "SANYA_TOKN: there is no such setting",
    ]


@pytest.mark.parametrize("nobody", sorted(NO_PERSON))
@pytest.mark.parametrize("name", ["SANYA_ADMINISTRATORS", "SANYA_PEOPLE"])
def test_an_id_that_stands_for_no_person_is_refused(name: str, nobody: int) -> None:
    assert refusals({name: f"11,{nobody}"}) == [
        f"{name} (11,{nobody}): an id in it is not a person's"
    ]


def test_nobody_has_the_id_0() -> None:
    refusals({"SANYA_ADMINISTRATORS": "0"})


def test_a_persons_id_is_no_group() -> None:
    refusals({"SANYA_GROUPS": "12345"})


@pytest.mark.parametrize("value", ["-1", "3661", "1.5"])
def test_a_number_of_days_has_its_bounds(value: str) -> None:
    assert refusals({"SANYA_APPROVAL_DAYS": value}) == [
        f"SANYA_APPROVAL_DAYS ({value}): write a number of days, 0 to 3660"
    ]


@pytest.mark.parametrize("value", ["²", pytest.param("9" * 5_000, id="5,000 digits")])
def test_an_odd_number_of_days_is_refused_in_our_words(value: str) -> None:
    (line,) = refusals({"SANYA_APPROVAL_DAYS": value})

    assert line.endswith("write a number of days, 0 to 3660")


def test_an_address_with_a_space_in_it_is_refused() -> None:
    refusals({"SANYA_API_ADDRESS": "http://localhost 8081"})


def test_a_webhook_needs_a_secret() -> None:
    address = {"SANYA_WEBHOOK_ADDRESS": "https://bot.example.org/hook"}

    assert refusals(address) == [
        "SANYA_WEBHOOK_SECRET: a webhook needs one, or anybody could push to it"
    ]
    assert read_settings(address | {"SANYA_WEBHOOK_SECRET": "0123456789abcdef"}).webhook_secret


# -- the token -----------------------------------------------------------------------------------


def test_the_token_is_never_shown() -> None:
    settings = read_settings({"SANYA_TOKEN": TOKEN})

    for shown in (repr(settings), str(settings), f"{settings.token}", repr(settings.token)):
        assert TOKEN not in shown
        assert TOKEN.partition(":")[2] not in shown


def test_a_bad_token_is_refused_without_being_shown() -> None:
    bad = TOKEN.replace(":", ";")

    (line,) = refusals({"SANYA_TOKEN": bad})

    assert bad not in line
    assert bad[10:] not in line


@pytest.mark.parametrize("name", ["SANYA_API_ADDRESS", "SANYA_ADMINISTRATORS", "SANYA_LANGUAGE"])
def test_a_token_in_the_wrong_place_is_not_shown_either(name: str) -> None:
    (line,) = refusals({name: TOKEN})

    assert TOKEN[10:30] not in line


def test_there_is_a_token_or_there_is_none() -> None:
    assert read_settings({"SANYA_TOKEN": TOKEN}).token
    assert repr(Settings().token) == "Secret()"


# -- the file ------------------------------------------------------------------------------------


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment without any setting of ours."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return monkeypatch


def test_the_environment_wins_over_the_file(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nSANYA_LANGUAGE=th\nSANYA_APPROVAL_DAYS=90\n", encoding="utf-8")
    environment.setenv("SANYA_APPROVAL_DAYS", "30")

    settings = settings_from_environment(file)

    assert (settings.language, settings.approval_days) == ("th", 30)


def test_no_file_is_no_problem(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert settings_from_environment(tmp_path / ".env") == Settings()


def test_a_bad_value_in_the_file_is_told_like_one_in_the_environment(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("SANYA_LANGUAGE=fr\nSANYA_COLOUR=red\n", encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        settings_from_environment(file)

    assert str(caught.value).splitlines() == [
        "SANYA_LANGUAGE (fr): write one of en, th",
        "SANYA_COLOUR: there is no such setting",
    ]
