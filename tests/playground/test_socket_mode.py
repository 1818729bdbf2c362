"""The unmodified SocketModeClient and Bolt: events, interactions, what is delivered again and when."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from playground import RunningPlayground
from playground.client import Admin, CannotError, Person
from tests.playground.conftest import hang_up


class Listener:
    """A bare Socket Mode client that keeps what it hears and acknowledges what it is told to."""

    def __init__(self, pg: RunningPlayground, *, acknowledges: bool = True) -> None:
        self.heard: list[SocketModeRequest] = []
        self.acknowledges = acknowledges
        self.changed = threading.Condition()
        web = WebClient(token=pg.bot_token, base_url=pg.api_url)
        self.client = SocketModeClient(app_token=pg.app_token, web_client=web, ping_interval=0.5)
        self.client.socket_mode_request_listeners.append(self.hear)
        self.client.connect()

    def hear(self, client: Any, request: SocketModeRequest) -> None:
        with self.changed:
            self.heard.append(request)
            self.changed.notify_all()
        if self.acknowledges:
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    def wait(self, count: int) -> list[SocketModeRequest]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.heard) >= count, 10), [
                r.payload for r in self.heard
            ]
            return list(self.heard)


def listener(pg: RunningPlayground, request: pytest.FixtureRequest, *, acknowledges: bool = True) -> Listener:
    made = Listener(pg, acknowledges=acknowledges)
    request.addfinalizer(lambda: hang_up(pg, [made.client]))
    return made


def events(listener: Listener) -> list[dict[str, Any]]:
    return [r.payload["event"] for r in listener.heard]


def test_a_direct_message_arrives_as_slack_sends_it(
    pg: RunningPlayground, amina: Person, request: Any
) -> None:
    bot = listener(pg, request)
    said = amina.tell_bot("Tom & Jerry <3 https://example.com/a?b=1")
    [envelope] = bot.wait(1)
    body, event = envelope.payload, envelope.payload["event"]
    assert (envelope.type, envelope.retry_attempt) == ("events_api", 0)
    assert body["type"] == "event_callback"
    assert body["team_id"] == "T0PLAYGRND"
    assert body["authorizations"][0]["is_bot"] is True
    assert event["text"] == "Tom &amp; Jerry &lt;3 <https://example.com/a?b=1>"
    assert event["channel_type"] == "im"
    assert event["event_ts"] == event["ts"] == said.ts
    assert event["client_msg_id"]
    assert event["blocks"][0]["elements"][0]["elements"][1]["url"] == "https://example.com/a?b=1"


def test_edits_previews_and_deletions_are_told_apart(
    pg: RunningPlayground, amina: Person, request: Any
) -> None:
    bot = listener(pg, request)
    said = amina.tell_bot("see https://example.com")
    amina.do("unfurl", channel=said.channel, ts=said.ts)
    amina.edit(said, "look at https://example.com")
    amina.delete(said)
    bot.wait(4)
    _, preview, edit, deletion = events(bot)
    assert preview["subtype"] == edit["subtype"] == "message_changed"
    assert "edited" not in preview["message"]
    assert preview["message"]["text"] == preview["previous_message"]["text"]
    assert edit["message"]["edited"]["user"] == amina.id
    assert edit["previous_message"]["text"] == "see <https://example.com>"
    assert deletion["subtype"] == "message_deleted"
    assert deletion["deleted_ts"] == said.ts
    assert deletion["previous_message"]["text"].startswith("look")


def test_a_deleted_root_with_replies_leaves_a_tombstone(
    pg: RunningPlayground, client: WebClient, amina: Person, request: Any
) -> None:
    bot = listener(pg, request)
    said = amina.tell_bot("root")
    client.chat_postMessage(channel=said.channel, text="reply", thread_ts=said.ts)
    amina.delete(said)
    bot.wait(3)
    assert events(bot)[-1]["message"]["subtype"] == "tombstone"
    assert amina.read(amina.bot)[0].text == "This message was deleted."


def test_a_channel_is_heard_only_where_the_bot_is_mentioned(
    pg: RunningPlayground, amina: Person, request: Any
) -> None:
    bot = listener(pg, request)
    amina.say("#general", "nobody is meant")
    amina.say("#general", "@Dramatis who needs offline mode?")
    amina.say("#research", "@Dramatis you are not here")
    amina.tell_bot("end")
    bot.wait(2)
    assert [e["type"] for e in events(bot)] == ["app_mention", "message"]
    assert events(bot)[0]["text"] == f"<@{amina.bot}> who needs offline mode?"
    assert "not in this channel" in amina.ephemerals("#research")[0].text


def test_files_members_archives_homes_and_people_are_told(
    pg: RunningPlayground, admin: Admin, amina: Person, request: Any
) -> None:
    bot = listener(pg, request)
    amina.drop_file(amina.bot, b"a,b\n", "survey.csv")
    amina.do("type", channel="#research", text="/invite @Dramatis")
    amina.open_home()
    admin.archive("#product")
    admin.deactivate("U0JONAS001")
    admin.remove_bot("#design")
    admin.uninstall()
    bot.wait(9)
    kinds = [e["type"] for e in events(bot)]
    assert sorted(kinds) == [
        "app_home_opened",
        "app_uninstalled",
        "channel_archive",
        "channel_left",
        "file_shared",
        "member_joined_channel",
        "message",
        "tokens_revoked",
        "user_change",
    ]
    by_kind = {e["type"]: e for e in events(bot)}
    assert by_kind["message"]["subtype"] == "file_share"
    assert by_kind["file_shared"]["file_id"] == by_kind["message"]["files"][0]["id"]
    assert by_kind["user_change"]["user"]["deleted"] is True
    assert by_kind["member_joined_channel"]["inviter"] == amina.id


def test_an_event_that_is_not_acknowledged_comes_again(
    pg: RunningPlayground, admin: Admin, amina: Person, request: Any
) -> None:
    admin.settings(ack_seconds=0.1)
    bot = listener(pg, request, acknowledges=False)
    amina.tell_bot("hello")
    heard = bot.wait(4)
    assert [r.retry_attempt for r in heard] == [0, 1, 2, 3]
    assert heard[1].retry_reason == "http_timeout"
    assert len({r.payload["event_id"] for r in heard}) == 1
    assert len({r.envelope_id for r in heard}) == 4


def test_an_event_comes_again_when_the_connection_is_cut(
    pg: RunningPlayground, admin: Admin, amina: Person, request: Any
) -> None:
    bot = listener(pg, request, acknowledges=False)
    amina.tell_bot("hello")
    bot.wait(1)
    bot.acknowledges = True
    assert admin.cut_sockets() == 1
    first, second = bot.wait(2)[:2]
    assert second.payload["event_id"] == first.payload["event_id"]
    admin.wait_for(lambda: not admin.undelivered())


def test_events_wait_for_a_bot_that_is_away(pg: RunningPlayground, amina: Person, request: Any) -> None:
    amina.tell_bot("one")
    amina.tell_bot("two")
    bot = listener(pg, request)
    bot.wait(2)
    assert [e["text"] for e in events(bot)] == ["one", "two"]


def test_connections_take_turns_and_one_may_be_asked_to_go(
    pg: RunningPlayground, admin: Admin, amina: Person, request: Any
) -> None:
    one, two = listener(pg, request), listener(pg, request)
    for i in range(4):
        amina.tell_bot(str(i))
    one.wait(2)
    two.wait(2)
    assert len(one.heard) == len(two.heard) == 2
    assert admin.disconnect_sockets() == 2
    amina.tell_bot("after")
    admin.wait_for(lambda: not admin.undelivered())
    # While connections change an event may come twice, as from Slack; it is never lost.
    assert len({r.payload["event_id"] for r in one.heard + two.heard}) == 5


def test_an_event_may_come_twice(pg: RunningPlayground, admin: Admin, amina: Person, request: Any) -> None:
    bot = listener(pg, request)
    admin.settings(duplicate_next=1)
    amina.tell_bot("hello")
    heard = bot.wait(2)
    assert heard[0].payload["event_id"] == heard[1].payload["event_id"]


def test_a_command_nobody_acknowledges_fails_visibly(
    pg: RunningPlayground, admin: Admin, amina: Person, request: Any
) -> None:
    admin.settings(ack_seconds=0.1)
    listener(pg, request, acknowledges=False)
    with pytest.raises(CannotError) as caught:
        amina.command("#general", "/persona new")
    assert caught.value.error == "operation_timeout"
    assert "operation_timeout" in amina.ephemerals("#general")[0].text


def test_a_stranger_of_slack_connect_is_recognisable(
    pg: RunningPlayground, admin: Admin, client: WebClient, request: Any
) -> None:
    bot = listener(pg, request)
    stranger = admin.add_user("kim", "Kim Novak", home_team="T0ELSEWHER")
    admin.add_channel("with-kim", [stranger, "U0BOTPLAYGRND"], shared=True)
    pg.person("Kim Novak").say("#with-kim", "@Dramatis hello")
    [envelope] = bot.wait(1)
    assert envelope.payload["event"]["user_team"] == "T0ELSEWHER"
    assert envelope.payload["is_ext_shared_channel"] is True
    assert client.users_info(user=stranger)["user"]["is_stranger"] is True
