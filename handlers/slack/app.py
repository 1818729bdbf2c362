"""Builds the Bolt app from values and services: one function, no global state, the same for Socket Mode and HTTP."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener import Listener
from slack_bolt.listener.thread_runner import ThreadListenerRunner
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.errors import BadInput, DramatisError, OutOfDate
from handlers.slack.inbox import Inbox
from handlers.slack.turns import MOVED, Turn, Turns
from handlers.slack.views import kit

log = logging.getLogger("dramatis.slack")

API_URL = "https://slack.com/api/"
CALL_SECONDS = 10  # a call that takes longer is of unknown outcome
LISTENER_THREADS = 32  # Bolt's own 5 let acknowledgements starve (tests/slack/test_traps.py, 4)
STALE_WINDOW = "This window belongs to something that has moved on. Nothing was changed."
UNKNOWN_COMMAND = "Dramatis does not know this command. /persona help says what it can do."
NO_INSTALLATION = (
    "Dramatis is no longer installed here. Whoever manages apps in this workspace can add it again."
)

Authorize = Callable[[str | None, str | None], AuthorizeResult | None]  # (enterprise id, team id)


@dataclass(frozen=True)
class SlackSettings:
    """What the transport needs to know. `api_url` moves every call to another base address."""

    api_url: str = API_URL
    signing_secret: str = ""
    bot_token: str | None = None
    app_token: str | None = None


def web_client(token: str | None, api_url: str = API_URL, timeout: int = CALL_SECONDS) -> WebClient:
    """A client without retries of its own: a blind one posts twice (tests/slack/test_traps.py, 1). It logs nothing."""
    quiet = logging.getLogger("slack_sdk.quiet")
    quiet.setLevel(
        logging.CRITICAL + 1
    )  # its messages quote what Slack answered; outcomes are logged by the callers
    return WebClient(token=token, base_url=api_url, timeout=timeout, retry_handlers=[], logger=quiet)


def build_app(
    settings: SlackSettings,
    inbox: Inbox,
    turns: Turns,
    authorize: Authorize,
    register_listeners: Callable[[App], None],
) -> App:
    """The Bolt app: inbox before every acknowledgement, listeners whose errors cannot take the acknowledgement back."""
    quiet = logging.getLogger("slack_bolt.quiet")
    quiet.setLevel(logging.CRITICAL + 1)  # Bolt's warnings quote whole payloads
    executor = ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener")

    def allowed(
        enterprise_id: str | None, team_id: str | None
    ) -> Any:  # Bolt goes by the names of the arguments
        return authorize(enterprise_id, team_id)

    with _without_environment():
        app = App(
            name="slack_bolt.app",  # Bolt silences the logger of this name together with its own
            logger=quiet,
            client=web_client(None, settings.api_url),
            signing_secret=settings.signing_secret,
            request_verification_enabled=bool(settings.signing_secret),
            ssl_check_enabled=False,
            authorize=allowed,
            user_facing_authorize_error_message=NO_INSTALLATION,
            listener_executor=executor,
            attaching_conversation_kwargs_enabled=False,
        )
    app._listener_runner = _CatchingRunner(app.listener_runner, turns)
    app.use(inbox.middleware)
    register_listeners(app)
    _register_rest(app)

    @app.error
    def unexpected(error: Exception, body: dict[str, Any]) -> BoltResponse:
        log.error(
            "a request failed before its listener", exc_info=error, extra={"kind": str(body.get("type"))}
        )
        return BoltResponse(status=500, body="")

    return app


def _register_rest(app: App) -> None:
    """What no listener is for: acknowledged all the same (a 404 counts as a failure), people told in one sentence."""
    anything = re.compile(".*", re.DOTALL)

    @app.event(anything)
    def event() -> None:
        """The row is finished when the listener returns."""

    @app.action(kit.HOLD)
    def hold(ack: Ack) -> None:
        """What a window holds is read when it is sent."""
        ack()

    @app.action(anything)
    def action(ack: Ack, context: Any, body: Any) -> None:
        ack()
        actions = (body or {}).get("actions") or [{}]
        if actions[0].get("url") or str(actions[0].get("action_id", "")).startswith("link"):
            return  # a button that opens an address needs nothing from us
        context["turn"].take(_raise(OutOfDate(MOVED)))

    @app.command(anything)
    def command(ack: Ack, context: Any) -> None:
        ack()
        context["turn"].take(_raise(BadInput(UNKNOWN_COMMAND)))

    @app.shortcut(anything)
    def shortcut(ack: Ack, context: Any) -> None:
        ack()
        context["turn"].take(_raise(OutOfDate(MOVED)))

    @app.view(anything)
    def view(ack: Ack, context: Any) -> None:
        ack()
        context["turn"].take(_raise(OutOfDate(STALE_WINDOW)))

    @app.view_closed(anything)
    def view_closed(ack: Ack) -> None:
        ack()

    @app.options(anything)
    def options(ack: Ack) -> None:
        ack(options=[])


def _raise(error: DramatisError) -> Callable[[object], None]:
    def refuse(_work: object) -> None:
        raise error

    return refuse


class _CatchingRunner(ThreadListenerRunner):
    """Bolt's runner, with every listener wrapped: an exception after `ack()` would take the acknowledgement back."""

    def __init__(self, runner: ThreadListenerRunner, turns: Turns) -> None:
        super().__init__(
            logger=runner.logger,
            process_before_response=runner.process_before_response,
            listener_error_handler=runner.listener_error_handler,
            listener_start_handler=runner.listener_start_handler,
            listener_completion_handler=runner.listener_completion_handler,
            listener_executor=runner.listener_executor,
            lazy_listener_runner=runner.lazy_listener_runner,
        )
        self._turns = turns

    def run(
        self,
        request: BoltRequest,
        response: BoltResponse,
        listener_name: str,
        listener: Listener,
        starting_time: float | None = None,
    ) -> BoltResponse | None:
        """Runs a listener; a turn it neither took nor finished is finished."""
        caught: Any = _Caught(listener, self._turns)
        return super().run(request, response, listener_name, caught, starting_time)


class _Caught:
    """A listener that never raises."""

    def __init__(self, listener: Listener, turns: Turns) -> None:
        self._listener = listener
        self._turns = turns

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)

    def run_ack_function(self, *, request: BoltRequest, response: BoltResponse) -> BoltResponse | None:
        turn: Turn | None = request.context.get("turn")
        try:
            returned = self._listener.run_ack_function(request=request, response=response)
            if turn is not None:
                turn.done()
            return returned
        except DramatisError as error:
            self._refused(request, turn, error)
        except Exception as error:
            self._failed(request, turn, error)
        return None

    def _refused(self, request: BoltRequest, turn: Turn | None, error: DramatisError) -> None:
        """A sentence for the person: beside the input of a form, in its window where it has none, else said to them."""
        field = _field_of(request.body, error)
        if field is not None and request.context.ack.response is None:
            request.context.ack(response_action="errors", errors={field: error.sentence})
            if turn is not None:
                turn.done()
            return
        is_form = request.body.get("type") == "view_submission"
        if is_form and request.context.ack.response is None and turn is not None and not turn.replayed:
            title = (request.body["view"].get("title") or {}).get("text") or "Not taken"
            told = kit.modal("told", str(title), [kit.section(kit.esc(error.sentence))])
            request.context.ack(response_action="update", view=told)
            turn.done()
            return
        if request.context.ack.response is None:
            request.context.ack()
        if turn is not None and not turn.is_taken:
            self._turns.refuse(turn, error)

    def _failed(self, request: BoltRequest, turn: Turn | None, error: Exception) -> None:
        """A defect. A form that was not acknowledged stays open with its texts; it can be sent again."""
        is_form = request.body.get("type") == "view_submission"
        is_unanswered = request.context.ack.response is None
        if is_unanswered and is_form:
            request.context.ack.response = BoltResponse(status=500, body="")
        elif is_unanswered:
            request.context.ack()
        if turn is None:
            log.error("a listener failed", exc_info=error, extra={"kind": str(request.body.get("type"))})
        elif turn.is_taken:
            log.error(
                "a listener failed after its turn was taken", exc_info=error, extra={"row": turn.claim.id}
            )
        else:
            self._turns.defect(turn, error, again=not (is_form and is_unanswered))


def _field_of(body: dict[str, Any], error: DramatisError) -> str | None:
    """The input block of a submitted form that an error belongs to: the one it names, else the first."""
    if body.get("type") != "view_submission":
        return None
    blocks = (body.get("view") or {}).get("blocks") or []
    inputs = [block.get("block_id") for block in blocks if block.get("type") == "input"]
    field = getattr(error, "field", None)
    if field in inputs:
        return str(field)
    return str(inputs[0]) if inputs else None


_ENVIRONMENT = threading.Lock()
_SILENT = (
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_VERIFICATION_TOKEN",
)


@contextmanager
def _without_environment() -> Iterator[None]:
    """Bolt switches OAuth on silently, with tokens in files, when it finds a client id and secret in the environment."""
    with _ENVIRONMENT:
        taken = {name: os.environ.pop(name) for name in _SILENT if name in os.environ}
        try:
            yield
        finally:
            os.environ.update(taken)
