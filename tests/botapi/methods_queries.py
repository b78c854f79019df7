"""Methods that answer taps and inline queries; keeps out how they were asked."""

from tests.botapi.answers import Method
from tests.botapi.errors import QUERY_TOO_OLD, bad_request
from tests.botapi.records import Json
from tests.botapi.world import World


class QueryMethods:
    """The methods, by name, over one world. Refused answers to a known tap are noted as well."""

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "answerCallbackQuery": self.answer_tap,
            "answerInlineQuery": self.answer_inline,
        }

    def answer_tap(self, params: Json) -> bool:
        """Answer a tap, once and in time."""
        tap = self._world.taps.get(params["callback_query_id"])
        if tap is None:
            raise bad_request(QUERY_TOO_OLD)
        first = not tap.answers
        tap.answers.append(params)
        self._world.bell.ring()
        if not first or self._world.clock.now() - tap.asked > self._world.tap_lifetime:
            raise bad_request(QUERY_TOO_OLD)
        return True

    def answer_inline(self, params: Json) -> bool:
        """Answer an inline query, once and in time."""
        question = self._world.inline.open_question(params["inline_query_id"])
        if question is None:
            raise bad_request(QUERY_TOO_OLD)
        self._world.inline.answer(question, params)
        self._world.bell.ring()
        return True
