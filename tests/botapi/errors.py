"""Refusals in the official server's words; keeps out the decision when to refuse.

The texts are facts taken from tdlib/telegram-bot-api (``Client.cpp``) and from TDLib; clients match
on fragments of them, so they are kept letter by letter.
"""

from typing import Final

from tests.botapi.records import Json

CONFLICT_OTHER_POLLER: Final = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
CONFLICT_SET_WEBHOOK: Final = "Conflict: terminated by setWebhook request"
CONFLICT_WEBHOOK_ACTIVE: Final = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


class ApiError(Exception):
    """An answer with ``ok: false``; ``code`` is also the HTTP status."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The JSON body of the answer."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(what: str, **parameters: int) -> ApiError:
    """400 with the official prefix."""
    return ApiError(400, f"Bad Request: {what}", parameters or None)


def forbidden(what: str) -> ApiError:
    """403 with the official prefix."""
    return ApiError(403, f"Forbidden: {what}")


def too_many_requests(retry_after: int) -> ApiError:
    """429 with ``retry_after`` in whole seconds."""
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


class NotImplementedHereError(ApiError):
    """A method that exists in the Bot API but not in the test server: always a violation."""

    def __init__(self, what: str) -> None:
        super().__init__(400, f"Bad Request: {what}: not implemented by the test server")
