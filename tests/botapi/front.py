"""The HTTP side: every call is read, checked, perhaps made to fail, performed, judged.

Keeps out the state, the methods and the people; ``server.py`` puts them together.
"""

import inspect
import json
import re
from dataclasses import dataclass, field
from email.utils import format_datetime
from traceback import format_exc
from typing import Any, Final

from aiohttp import web

from tests.botapi.answers import Answer, Method
from tests.botapi.calls import CallLog, FloodControl
from tests.botapi.errors import ApiError, NotImplementedHereError, too_many_requests
from tests.botapi.faults import Fault, Faults
from tests.botapi.incoming import RawRequest, UnreadableBodyError, read_request
from tests.botapi.judge import complaints_about_result
from tests.botapi.methods_bot import BotMethods
from tests.botapi.methods_files import attached
from tests.botapi.records import Call, Json, Problem, Violation
from tests.botapi.schema import Schema
from tests.botapi.world import World

LARGEST_BODY: Final = 64 * 1024 * 1024
BARE_AMPERSAND: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")
NOT_HONOURED: Final = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "allow_paid_broadcast",
        "rich_message",
        "certificate",
    }
)
"""Parameters that would change what happens, and that no method here heeds."""
SCHEMA: Final = Schema.load()


@dataclass
class Front:
    """Answers HTTP requests. ``unescaped`` collects calls whose HTML holds a bare "&"."""

    token: str
    world: World
    methods: dict[str, Method]
    about_bot: BotMethods
    calls: CallLog = field(default_factory=CallLog)
    faults: Faults = field(default_factory=Faults)
    flood_control: FloodControl = field(default_factory=FloodControl)
    unescaped: list[Call] = field(default_factory=list)
    network_is_off: bool = False

    def application(self) -> web.Application:
        """The routes."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._serve_method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._serve_file)
        app.on_response_prepare.append(self._date)
        return app

    async def _date(self, _: web.Request, response: web.StreamResponse) -> None:
        """Date a response by the server's clock, by which a client measures its own."""
        response.headers["Date"] = format_datetime(self.world.clock.today(), usegmt=True)

    async def _serve_method(self, request: web.Request) -> web.StreamResponse:
        """One call: read, check, trouble if scripted, perform, judge, answer."""
        if request.match_info["token"] != self.token:
            return json_answer(ApiError(401, "Unauthorized").body(), 401)
        if self.network_is_off:
            return cut(request)
        try:
            raw = await read_request(request)
        except UnreadableBodyError as error:
            self._violate(request.match_info["method"], f"unreadable body: {error}", {})
            return json_answer(ApiError(400, "Bad Request: unreadable body").body(), 400)
        method = SCHEMA.canonical(request.match_info["method"])
        if method is None:
            self._violate(request.match_info["method"], "no such method", raw.params)
            return json_answer(ApiError(404, "Not Found: method not found").body(), 404)
        return await self._answer(request, method, raw)

    async def _answer(
        self, request: web.Request, method: str, raw: RawRequest
    ) -> web.StreamResponse:
        """Answer a call of a known method."""
        params, problems = SCHEMA.check(method, raw.params, raw.uploads)
        call = self.calls.add(method, params, raw.uploads, self.world.clock)
        self.world.bell.ring()
        try:
            if problems:
                return self._refuse(call, problems)
            fault = self.faults.take(call)
            if fault is not None:
                return await self._go_wrong(request, call, fault)
            return await self._perform(request, call)
        except Exception as error:  # noqa: BLE001 - our own failure must be seen, not guessed at
            self._violate(method, f"the test server failed: {format_exc()}", call.params)
            return answer_with(call, ApiError(500, f"Internal Server Error: {error!r}"))
        finally:
            if call.outcome == "pending":
                call.outcome = "lost"
            self.world.bell.ring()

    def _refuse(self, call: Call, problems: list[Problem]) -> web.Response:
        """400 for a malformed call, and a violation for each breach."""
        for problem in problems:
            self._violate(call.method, str(problem), call.params)
        call.outcome = "refused"
        return answer_with(call, ApiError(400, problems[0].description))

    async def _go_wrong(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        """Do what the script says."""
        if fault.kind == "hang":
            self.world.bell.ring()
            await fault.hold()
            return await self._perform(request, call)
        if fault.kind == "after":
            await self._perform(request, call)
            call.outcome = "lost"
            return cut(request)
        call.outcome = "fault"
        if fault.kind == "drop":
            return cut(request)
        if fault.kind == "raw":
            return web.Response(status=fault.code, text=fault.body, content_type=fault.content_type)
        return answer_with(call, fault.error())

    async def _perform(self, request: web.Request, call: Call) -> web.StreamResponse:
        """Perform the call and answer with its result or refusal."""
        try:
            result = await self._result(call)
        except ApiError as error:
            if isinstance(error, NotImplementedHereError):
                self._violate(call.method, error.description, call.params)
            call.outcome = "error"
            return cut(request) if self.network_is_off else answer_with(call, error)
        call.outcome = "ok"
        call.response = {"ok": True, "result": result}
        if isinstance(result, Answer):
            call.response = {"ok": True, "result": result.result, "description": result.description}
        if call.method != "getUpdates":  # updates were judged when they were made
            for complaint in complaints_about_result(call.method, call.result):
                self._violate(call.method, f"our own answer: {complaint}", call.response)
        return cut(request) if self.network_is_off else json_answer(call.response, 200)

    async def _result(self, call: Call) -> Any:
        """Flood control, then the method itself. Raises ApiError."""
        if self.about_bot.logged_out:
            raise ApiError(400, "Logged out")
        if call.method not in self.methods:
            raise NotImplementedHereError(call.method)
        if ignored := sorted(NOT_HONOURED & set(call.params)):
            what = f"{call.method} with {ignored}"
            raise NotImplementedHereError(what)
        if wait := self.flood_control.wait(call):
            raise too_many_requests(wait)
        self._note_bare_ampersands(call)
        result = self.methods[call.method](attached(call.params, call.uploads))
        return await result if inspect.isawaitable(result) else result

    def _note_bare_ampersands(self, call: Call) -> None:
        """Telegram takes a bare "&", but it betrays a text that was not escaped."""
        if str(call.params.get("parse_mode", "")).lower() == "html":
            texts = [str(call.params.get(name, "")) for name in ("text", "caption")]
            if any(BARE_AMPERSAND.search(text) for text in texts):
                self.unescaped.append(call)

    def _violate(self, method: str, problem: str, evidence: Json) -> None:
        self.world.violations.append(Violation(method, problem, evidence))
        self.world.bell.ring()

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        """Download a file behind an open link."""
        if request.match_info["token"] != self.token:
            return json_answer(ApiError(401, "Unauthorized").body(), 401)
        if self.network_is_off:
            return cut(request)
        path = request.match_info["path"]
        call = self.calls.add("download", {"path": path}, {}, self.world.clock)
        fault = self.faults.take(call)
        if fault is not None and fault.kind == "hang":
            await fault.hold()
        elif fault is not None and fault.kind == "after":
            call.outcome = "lost"
            return cut(request)
        elif fault is not None:
            return await self._go_wrong(request, call, fault)
        try:
            content = self.world.files.download(path)
        except ApiError as error:
            call.outcome = "error"
            return answer_with(call, error)
        call.outcome = "ok"
        return web.Response(body=content, content_type="application/octet-stream")


def json_answer(body: Json, status: int) -> web.Response:
    """A JSON response as the official server writes it."""
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json")


def answer_with(call: Call, error: ApiError) -> web.Response:
    """Answer a call with a refusal; the HTTP status is the error code."""
    if call.outcome == "pending":
        call.outcome = "error"
    call.response = error.body()
    return json_answer(call.response, error.code)


def cut(request: web.Request) -> web.Response:
    """Abort the connection; the response object only satisfies the framework."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
