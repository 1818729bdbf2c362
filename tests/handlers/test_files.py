"""Fetching uploads: only from Slack, never too much, never a sign-in page taken for a survey."""

from __future__ import annotations

import pytest
import requests
import responses

from bot.errors import BadInput, NotConnected
from handlers.files import Fetcher, Unfetched

SLACK = Fetcher("https://slack.com/api/", 1000)
FILE = "https://files.slack.com/files-pri/T1-F1/download/survey.csv"


@responses.activate
def test_the_bytes_are_fetched_with_the_bot_token() -> None:
    responses.add(
        responses.GET,
        FILE,
        body=b"a,b\n1,2\n",
        match=[responses.matchers.header_matcher({"Authorization": "Bearer xoxb-1"})],
    )
    assert SLACK.fetch(FILE, "xoxb-1") == b"a,b\n1,2\n"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/survey.csv",
        "https://files.slack.com.example.org/survey.csv",
        "https://notslack.com/survey.csv",
        "http://files.slack.com/survey.csv",
        "https://files.slack.com:8443/survey.csv",
        "https://slack.com@example.org/survey.csv",
        "https://someone:secret@files.slack.com/survey.csv",
        "file:///etc/passwd",
        "https://files.slack.com:port/x",
        "",
    ],
)
@responses.activate
def test_the_token_never_goes_elsewhere(url: str) -> None:
    with pytest.raises(BadInput, match="does not lie with Slack"):
        SLACK.fetch(url, "xoxb-1")
    assert len(responses.calls) == 0


@responses.activate
def test_a_redirect_is_followed_within_slack_and_nowhere_else() -> None:
    responses.add(responses.GET, FILE, status=302, headers={"location": "https://example.org/survey.csv"})
    with pytest.raises(BadInput, match="does not lie with Slack"):
        SLACK.fetch(FILE, "xoxb-1")
    assert len(responses.calls) == 1
    responses.replace(responses.GET, FILE, status=302, headers={"location": "https://a.slack.com/x"})
    responses.add(responses.GET, "https://a.slack.com/x", body=b"there")
    assert SLACK.fetch(FILE, "xoxb-1") == b"there"


@responses.activate
def test_redirects_in_a_circle_end() -> None:
    responses.add(responses.GET, FILE, status=302, headers={"location": FILE})
    with pytest.raises(NotConnected):
        SLACK.fetch(FILE, "xoxb-1")
    assert len(responses.calls) < 10


@responses.activate
def test_the_base_address_that_stands_for_slack_may_be_asked() -> None:
    local = Fetcher("http://127.0.0.1:4000/api/", 1000)
    responses.add(responses.GET, "http://127.0.0.1:4000/files/x", body=b"x")
    assert local.fetch("http://127.0.0.1:4000/files/x", "xoxb-1") == b"x"
    with pytest.raises(BadInput):
        local.fetch("http://127.0.0.1:4001/files/x", "xoxb-1")


@pytest.mark.parametrize("told", [True, False])
@responses.activate
def test_a_file_that_is_too_large_is_refused(told: bool) -> None:
    headers = {"content-length": "1001"} if told else {}
    responses.add(responses.GET, FILE, body=b"x" * 1001, headers=headers, auto_calculate_content_length=told)
    with pytest.raises(BadInput, match="larger than"):
        SLACK.fetch(FILE, "xoxb-1")


@responses.activate
def test_a_sign_in_page_is_no_survey_but_an_html_export_is() -> None:
    page = b"<!DOCTYPE html><html><title>Sign in</title></html>"
    responses.add(responses.GET, FILE, body=page, content_type="text/html; charset=utf-8")
    with pytest.raises(NotConnected, match="sign-in page"):
        SLACK.fetch(FILE, "xoxb-1")
    responses.replace(
        responses.GET, FILE, body=b"<html><table></table></html>", content_type="application/vnd.ms-excel"
    )
    assert SLACK.fetch(FILE, "xoxb-1").startswith(b"<html>")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@responses.activate
def test_what_passes_is_worth_another_attempt(status: int) -> None:
    responses.add(responses.GET, FILE, status=status)
    with pytest.raises(Unfetched):
        SLACK.fetch(FILE, "xoxb-1")


@responses.activate
def test_a_broken_connection_is_told_without_its_address() -> None:
    responses.add(responses.GET, FILE, body=requests.ConnectionError(f"cannot reach {FILE}"))
    with pytest.raises(Unfetched) as caught:
        SLACK.fetch(FILE, "xoxb-1")
    assert "files.slack.com" not in str(caught.value)


@responses.activate
def test_a_deleted_file_and_a_refused_token_are_told_apart() -> None:
    responses.add(responses.GET, FILE, status=404)
    with pytest.raises(BadInput, match="not there any more"):
        SLACK.fetch(FILE, "xoxb-1")
    responses.replace(responses.GET, FILE, status=403)
    with pytest.raises(NotConnected, match="files:read"):
        SLACK.fetch(FILE, "xoxb-1")


@responses.activate
def test_a_trickle_ends_at_the_deadline() -> None:
    times = iter([0.0, *range(100, 10_000, 100)])
    slow = Fetcher("https://slack.com/api/", 10_000_000, clock=lambda: float(next(times)))
    responses.add(responses.GET, FILE, body=b"x" * 1_000_000)
    with pytest.raises(BadInput, match="too long"):
        slow.fetch(FILE, "xoxb-1")
