"""Rules that no schema states: text after parsing, buttons, commands, names to choose from.

Each rule yields what is wrong, with the official server's words where they are known. Keeps out
everything that depends on the server's state.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from tests.botapi.entities import trimmed, utf16_length
from tests.botapi.markup import MarkupError, parse_html
from tests.botapi.records import Json, Problem

Complaint = tuple[str, str]

BUTTON_ACTIONS: Final = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
KEY_ACTIONS: Final = frozenset(
    {
        "request_users",
        "request_chat",
        "request_contact",
        "request_location",
        "request_poll",
        "request_managed_bot",
        "web_app",
    }
)
BUTTONS_AT_MOST: Final = 100
BUTTONS_IN_A_ROW_AT_MOST: Final = 8
ENTITIES_AT_MOST: Final = 100
TEXT_BYTES_AT_MOST: Final = 1 << 15
INLINE_RESULTS_AT_MOST: Final = 50
OFFSET_BYTES_AT_MOST: Final = 64
LONGEST_POLL: Final = 50
COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE: Final = re.compile(r"(?:[a-z]{2})?")
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
START: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
USERNAME: Final = re.compile(r"@[A-Za-z]\w{3,31}")
ADDRESS: Final = re.compile(r"(?:https?://|tg://|ton://)?[^\s/?#]+[^\s]*")
WEBHOOK: Final = re.compile(r"(?:https://|http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]).+|")
CHAT_ACTIONS: Final = frozenset(
    f"{verb}_{what}"
    for verb, whats in {
        "upload": ("photo", "video", "voice", "document", "video_note"),
        "record": ("video", "voice", "video_note"),
        "choose": ("sticker",),
        "find": ("location",),
    }.items()
    for what in whats
) | {"typing"}
UPDATE_KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "guest_message",
    }
)


def formatted(text: str, parse_mode: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Plain, trimmed text and explicit entities of one text field. Raises MarkupError."""
    if parse_mode.lower() == "html":
        return trimmed(*parse_html(text))
    return trimmed(text, list(entities or []))


def text_siblings(name: str, siblings: Json) -> tuple[str, list[Json] | None]:
    """Parse mode and entities that go with a text field."""
    prefix = {"text": "", "caption": "", "message_text": ""}.get(name, name + "_")
    entities = {"text": "entities", "message_text": "entities"}.get(name, name + "_entities")
    return str(siblings.get(prefix + "parse_mode") or ""), siblings.get(entities)


def parsed_text(bounds: tuple[int, int], text: str, siblings: Json, where: str) -> list[Problem]:
    """Length in UTF-16 units after parsing, markup, and at most 100 entities."""
    name = where.rpartition(".")[2]
    parse_mode, entities = text_siblings(name, siblings)
    if len(text.encode()) > TEXT_BYTES_AT_MOST:
        return [Problem(where, "more than 32 kB", "text is too long")]
    if parse_mode.lower() not in {"", "html"}:
        what = f"parse_mode {parse_mode!r}: the test server knows only HTML"
        return [Problem(where, what)]
    if parse_mode and entities:
        return [Problem(where, "parse_mode and entities at once")]
    if bounds[0] and not text:
        return [Problem(where, "is empty", "message text is empty")]
    try:
        plain, found = formatted(text, parse_mode, entities)
    except MarkupError as error:
        return [Problem(where, str(error), f"can't parse entities: {error}")]
    return list(measured(bounds, plain, found, where))


def measured(
    bounds: tuple[int, int], plain: str, entities: list[Json], where: str
) -> Iterator[Problem]:
    """Complaints about length and number of entities."""
    length = utf16_length(plain)
    if length < bounds[0]:
        yield Problem(where, "nothing is left after trimming", "text must be non-empty")
    if length > bounds[1]:
        too_long = "message caption is too long" if "caption" in where else "message is too long"
        yield Problem(where, f"{length} UTF-16 units, allowed {bounds[1]}", too_long)
    if len(entities) > ENTITIES_AT_MOST:
        yield Problem(where, f"{len(entities)} entities", "ENTITIES_TOO_LONG")


def inline_button(button: Json) -> Iterator[Complaint]:
    """Exactly one action, and a text."""
    actions = sorted(BUTTON_ACTIONS & set(button))
    if not actions or button.get("callback_data") == "":
        text = "Text buttons are not allowed in the inline keyboard"
        yield "button without an action", f"can't parse InlineKeyboardButton: {text}"
    elif len(actions) > 1:
        yield f"button with several actions: {actions}", "BUTTON_TYPE_INVALID"
    if button.get("text") == "":
        yield "button without text", "can't parse InlineKeyboardButton: text must be non-empty"
    if "url" in button and not ADDRESS.fullmatch(str(button["url"])):
        yield f"bad address {button['url']!r:.80}", "BUTTON_URL_INVALID"


def inline_keyboard(markup: Json) -> Iterator[Complaint]:
    """At most 100 buttons, 8 in a row."""
    rows = [row for row in markup.get("inline_keyboard", []) if isinstance(row, list)]
    if sum(map(len, rows)) > BUTTONS_AT_MOST:
        yield "more than 100 buttons", "reply markup is too long"
    if any(len(row) > BUTTONS_IN_A_ROW_AT_MOST for row in rows):
        yield "more than 8 buttons in a row", "reply markup is too long"


def key(button: Json) -> Iterator[Complaint]:
    """At most one request a key."""
    if len(KEY_ACTIONS & set(button)) > 1:
        yield "key with several requests", ""


def command(described: Json) -> Iterator[Complaint]:
    """Names of lower-case letters, digits and underscores."""
    if not COMMAND.fullmatch(str(described.get("command", ""))):
        yield f"command {described.get('command')!r}", "BOT_COMMAND_INVALID"


def link_preview(options: Json) -> Iterator[Complaint]:
    """Small or large, not both."""
    if options.get("prefer_small_media") and options.get("prefer_large_media"):
        yield "small and large media at once", ""


def entity(described: Json) -> Iterator[Complaint]:
    """A span inside a text, with what its kind needs."""
    needs = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
    needed = needs.get(str(described.get("type")))
    if needed and needed not in described:
        yield f"{described.get('type')} without {needed}", ""


def message_content(content: Json) -> Iterator[Complaint]:
    """The text of an inline result counts after parsing, which the specification does not say."""
    for problem in parsed_text((1, 4096), str(content.get("message_text", "")), content, "text"):
        yield problem.what, problem.answer


def results_button(button: Json) -> Iterator[Complaint]:
    """One action, and a deep link of the characters that deep links may have."""
    if ("web_app" in button) == ("start_parameter" in button):
        yield "button needs web_app or start_parameter", "BUTTON_TYPE_INVALID"
    if not START.fullmatch(str(button.get("start_parameter", "start"))):
        yield f"start_parameter {button['start_parameter']!r:.80}", "START_PARAM_INVALID"


TYPE_RULES: Final[dict[str, Callable[[Json], Iterable[Complaint]]]] = {
    "InlineKeyboardButton": inline_button,
    "InlineKeyboardMarkup": inline_keyboard,
    "KeyboardButton": key,
    "BotCommand": command,
    "LinkPreviewOptions": link_preview,
    "MessageEntity": entity,
    "InputTextMessageContent": message_content,
    "InlineQueryResultsButton": results_button,
}


def edited_message(params: Json) -> Iterator[Problem]:
    """A message is named by chat and id, or by its inline id."""
    by_chat = {"chat_id", "message_id"} <= set(params)
    if by_chat == ("inline_message_id" in params):
        yield Problem("message_id", "name the message once", "message identifier is not specified")


def webhook(params: Json) -> Iterator[Problem]:
    """Characters of the secret, and https except for loopback."""
    if "secret_token" in params and not SECRET.fullmatch(str(params["secret_token"])):
        yield Problem(
            "secret_token", "unallowed characters", "secret token contains unallowed characters"
        )
    if not WEBHOOK.fullmatch(str(params.get("url", ""))):
        what = "bad webhook: An HTTPS URL must be provided for webhook"
        yield Problem("url", f"{params.get('url')!r:.80}", what)
    yield from update_kinds(params)


def update_kinds(params: Json) -> Iterator[Problem]:
    """The official server skips unknown kinds silently, which hides typing errors."""
    for kind in params.get("allowed_updates") or []:
        if kind not in UPDATE_KINDS:
            yield Problem("allowed_updates", f"{kind!r} is no kind of update")


def polling(params: Json) -> Iterator[Problem]:
    """Seconds the official server would wait, and kinds of updates."""
    if not 0 <= params.get("timeout", 0) <= LONGEST_POLL:
        yield Problem("timeout", f"{params['timeout']} s, allowed 0-{LONGEST_POLL}")
    yield from update_kinds(params)


def chat_action(params: Json) -> Iterator[Problem]:
    """One of the listed actions."""
    if params.get("action") not in CHAT_ACTIONS:
        yield Problem("action", f"{params.get('action')!r}", "wrong parameter action in request")


def inline_results(params: Json) -> Iterator[Problem]:
    """At most 50 results with ids of their own."""
    results = params.get("results") or []
    if len(results) > INLINE_RESULTS_AT_MOST:
        yield Problem("results", f"{len(results)}", "too many inline query results specified")
    if len({result.get("id") for result in results}) < len(results):
        yield Problem("results", "same id twice", "RESULT_ID_DUPLICATE")
    if len(str(params.get("next_offset", "")).encode()) > OFFSET_BYTES_AT_MOST:
        yield Problem(
            "next_offset", f"more than {OFFSET_BYTES_AT_MOST} bytes", "NEXT_OFFSET_INVALID"
        )
    if params.get("cache_time", 0) < 0:
        yield Problem("cache_time", f"{params['cache_time']} s")


def language(params: Json) -> Iterator[Problem]:
    """Two lower-case letters or nothing."""
    if not LANGUAGE.fullmatch(str(params.get("language_code", ""))):
        what = f"{params.get('language_code')!r}"
        yield Problem("language_code", what, "invalid language code specified")


def rules_for(methods: Iterable[str], rule: Callable[[Json], Iterable[Problem]]) -> Json:
    """The same rule under several methods."""
    return dict.fromkeys(methods, rule)


METHOD_RULES: Final[dict[str, Callable[[Json], Iterable[Problem]]]] = {
    "setWebhook": webhook,
    "getUpdates": polling,
    "sendChatAction": chat_action,
    "answerInlineQuery": inline_results,
    **rules_for(
        ("editMessageText", "editMessageCaption", "editMessageReplyMarkup"), edited_message
    ),
    **rules_for(
        (
            f"{verb}My{what}"
            for verb in ("set", "get", "delete")
            for what in ("Commands", "Name", "Description", "ShortDescription")
        ),
        language,
    ),
}
