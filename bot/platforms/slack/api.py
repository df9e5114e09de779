"""Slack's Web API, with its failures in the words of the port; nothing is ever sent twice by itself."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, cast

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.platforms.port import Refused, TooFast, Unsure

STANDARD = "https://slack.com/api/"
TIMEOUT = 8  # seconds for each step of a call
OPENING = 2  # seconds for a form: its trigger lives for three
WAIT = 30.0  # seconds where Slack does not say how long

LIMITED = ("ratelimited", "rate_limited")
# Slack stumbled, or somebody must mend our token or scopes: a later attempt may succeed, after a look-up.
LATER = frozenset({
    "fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org", "accesslimited",
    "account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "missing_scope",
    "no_permission", "org_login_required", "ekm_access_denied", "unknown",
})  # fmt: skip

Json = Mapping[str, Any]
NOTHING: Json = {}


class Api:
    """One token's view of the Web API. Methods raise Unsure, TooFast or Refused."""

    def __init__(self, token: str, url: str = STANDARD, *, timeout: float = TIMEOUT) -> None:
        self.client: Any = client(token, url, timeout)
        self._quick: Any = client(token, url, OPENING)

    def call(self, method: Callable[..., Any], **arguments: Any) -> Json:
        """Calls a method of `client`."""
        with in_words_of_the_port():
            return cast(Json, method(**arguments))

    def open_form(self, trigger: str, view: Json) -> None:
        """Shows a modal while the trigger lives."""
        with in_words_of_the_port():
            self._quick.views_open(trigger_id=trigger, view=dict(view))


def client(token: str | None, url: str, timeout: float = TIMEOUT) -> WebClient:
    """A client that never repeats a request: the SDK's own retries would post twice."""
    return WebClient(token=token, base_url=url, timeout=cast(int, timeout), retry_handlers=[])  # a socket takes both


def respond(url: str, body: Json) -> None:
    """Answers an interaction at its own address. Raises Unsure."""
    with in_words_of_the_port():
        answered = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[]).send_dict(dict(body))
    if answered.status_code != 200:
        raise Unsure(f"status {answered.status_code}")


def next_cursor(page: Json) -> str:
    """Where the next page begins; empty after the last one."""
    return str((page.get("response_metadata") or NOTHING).get("next_cursor") or "")


@contextmanager
def in_words_of_the_port() -> Generator[None]:
    """What goes wrong in a call, as the port says it. A refused call is one of which Slack says that it did nothing."""
    try:
        yield
    except SlackApiError as error:
        raise meaning(error) from None
    except (OSError, HTTPException, SlackClientError, ValueError) as error:
        raise Unsure(type(error).__name__) from error


def meaning(error: SlackApiError) -> Exception:
    """What an answer with `ok: false` or a bad status means."""
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or 0)
    said = response.get("error") if hasattr(response, "get") else None
    if status == 429 or said in LIMITED:
        return TooFast(_pause(getattr(response, "headers", None) or NOTHING))
    if status >= 500 or not isinstance(said, str) or said in LATER:
        return Unsure(str(said or f"status {status}"))
    return Refused(f"Slack says {said}")


def _pause(headers: Mapping[str, Any]) -> float:
    given = next((value for name, value in headers.items() if name.casefold() == "retry-after"), WAIT)
    try:
        return max(float(given), 1.0)
    except (TypeError, ValueError):
        return WAIT
