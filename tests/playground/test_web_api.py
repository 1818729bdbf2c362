"""The unmodified WebClient against the playground: what works, and what is refused in Slack's own words."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import RunningPlayground
from playground.client import Admin, Person
from tests.playground.conftest import button, field, modal, section, text


def refused(call: Any, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def test_the_bot_learns_who_it_is(client: WebClient) -> None:
    who = client.auth_test()
    assert who["team_id"] == "T0PLAYGRND"
    assert client.users_info(user=who["user_id"])["user"]["is_bot"] is True


def test_tokens_are_checked(pg: RunningPlayground, admin: Admin, client: WebClient) -> None:
    assert refused(WebClient(token="xoxb-wrong", base_url=pg.api_url).auth_test) == "invalid_auth"
    assert refused(WebClient(base_url=pg.api_url).auth_test) == "not_authed"
    assert refused(client.api_call, api_method="no.such") == "unknown_method"
    assert refused(client.apps_connections_open, app_token=pg.bot_token) == "not_allowed_token_type"
    admin.revoke_tokens()
    assert refused(client.auth_test) == "token_revoked"
    admin.uninstall()
    assert refused(client.auth_test) == "account_inactive"


def test_scopes_are_checked_where_they_are_named(admin: Admin, client: WebClient, amina: Person) -> None:
    admin.settings(scopes=["chat:write", "im:history"])
    assert refused(client.users_info, user=amina.id) == "missing_scope"
    assert refused(client.conversations_history, channel="C0GENERAL1") == "missing_scope"
    assert refused(client.conversations_open, users=amina.id) == "missing_scope"
    dm = client.chat_postMessage(channel=amina.id, text="hello")["channel"]
    assert len(client.conversations_history(channel=dm)["messages"]) == 1


def test_a_users_id_as_channel_opens_the_direct_messages(
    client: WebClient, amina: Person, tomas: Person
) -> None:
    posted = client.chat_postMessage(channel=amina.id, text="Only for you")
    assert posted["channel"].startswith("D")
    assert [m.text for m in amina.read_bot()] == ["Only for you"]
    assert tomas.read_bot() == []


def test_a_thread_counts_its_replies_and_metadata_is_kept(client: WebClient, amina: Person) -> None:
    root = client.chat_postMessage(channel=amina.id, text="Question 1")
    meta = {"event_type": "row", "event_payload": {"id": "7"}}
    client.chat_postMessage(channel=root["channel"], text="Question 2", thread_ts=root["ts"], metadata=meta)
    thread = client.conversations_replies(channel=root["channel"], ts=root["ts"], include_all_metadata=True)[
        "messages"
    ]
    assert [m["text"] for m in thread] == ["Question 1", "Question 2"]
    assert thread[0]["reply_count"] == 1
    assert thread[1]["metadata"] == meta
    assert (
        "metadata" not in client.conversations_replies(channel=root["channel"], ts=root["ts"])["messages"][1]
    )
    assert [m["text"] for m in client.conversations_history(channel=root["channel"])["messages"]] == [
        "Question 1"
    ]


def test_history_is_paged_from_the_newest(client: WebClient, amina: Person) -> None:
    for i in range(5):
        client.chat_postMessage(channel=amina.id, text=str(i))
    dm = amina.read_bot()[0].channel
    pages = client.conversations_history(channel=dm, limit=2)
    assert [m["text"] for page in pages for m in page["messages"]] == ["4", "3", "2", "1", "0"]


def test_what_cannot_be_posted_is_refused_in_slacks_words(
    client: WebClient, admin: Admin, amina: Person
) -> None:
    post = client.chat_postMessage
    assert refused(post, channel="C404", text="x") == "channel_not_found"
    assert refused(post, channel="C0RESEARCH", text="x") == "channel_not_found"
    assert refused(post, channel="C0GENERAL1", text=" ") == "no_text"
    assert refused(post, channel="C0GENERAL1", text="x" * 40_001) == "msg_too_long"
    assert refused(post, channel="C0GENERAL1", text="x", thread_ts="1.0") == "thread_not_found"
    admin.remove_bot("#design")
    assert refused(post, channel="C0DESIGN01", text="x") == "not_in_channel"
    admin.archive("#product")
    assert refused(post, channel="C0PRODUCT1", text="x") == "is_archived"
    assert (
        refused(client.chat_postEphemeral, channel="C0GENERAL1", user="U404", text="x")
        == "user_not_in_channel"
    )
    admin.deactivate(amina.id)
    assert refused(post, channel=amina.id, text="x") == "user_disabled"


def test_broken_blocks_are_refused_with_a_pointer(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL1", text="x", blocks=[section("y" * 3001)])
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_a_picture_by_file_id_must_be_a_picture_of_this_workspace(client: WebClient, amina: Person) -> None:
    note = client.files_upload_v2(content="words", filename="a.txt")["file"]["id"]
    drawing = client.files_upload_v2(content=b"\x89PNG....", filename="a.png")["file"]["id"]

    def image(id_: str) -> list[Any]:
        return [{"type": "image", "slack_file": {"id": id_}, "alt_text": "Mara"}]

    assert (
        refused(client.chat_postMessage, channel=amina.id, text="x", blocks=image("F404")) == "invalid_blocks"
    )
    assert (
        refused(client.chat_postMessage, channel=amina.id, text="x", blocks=image(note)) == "invalid_blocks"
    )
    assert client.chat_postMessage(channel=amina.id, text="x", blocks=image(drawing))["ok"]


def test_messages_are_changed_and_deleted_by_their_author_only(client: WebClient, amina: Person) -> None:
    mine = client.chat_postMessage(channel="C0GENERAL1", text="old", blocks=[section("old")])
    changed = client.chat_update(channel="C0GENERAL1", ts=mine["ts"], text="new", blocks=[section("new")])
    assert changed["message"]["edited"]
    assert amina.message("#general", mine["ts"]).everything == "new\nnew"
    hers = amina.say("#general", "hers")
    assert refused(client.chat_update, channel="C0GENERAL1", ts=hers.ts, text="x") == "cant_update_message"
    assert refused(client.chat_update, channel="C0GENERAL1", ts="1.1", text="x") == "message_not_found"
    assert refused(client.chat_delete, channel="C0GENERAL1", ts=hers.ts) == "cant_delete_message"
    client.chat_delete(channel="C0GENERAL1", ts=mine["ts"])
    assert [m.text for m in amina.read("#general")] == ["hers"]


def test_an_ephemeral_message_is_seen_by_one_person(client: WebClient, amina: Person, tomas: Person) -> None:
    client.chat_postEphemeral(channel="C0GENERAL1", user=amina.id, text="psst")
    assert [m.text for m in amina.ephemerals("#general")] == ["psst"]
    assert tomas.ephemerals("#general") == []


def test_form_encoded_calls_work_like_json(pg: RunningPlayground) -> None:
    blocks = json.dumps([section("hi")])
    body = urllib.parse.urlencode(
        {"token": pg.bot_token, "channel": "C0GENERAL1", "text": "hi", "blocks": blocks}
    )
    with urllib.request.urlopen(pg.api_url + "chat.postMessage", body.encode()) as response:
        answer = json.load(response)
    assert answer["ok"]
    assert answer["message"]["blocks"][0]["text"]["text"] == "hi"


def test_a_modal_needs_a_fresh_trigger_that_is_used_once(
    pg: RunningPlayground, client: WebClient, amina: Person
) -> None:
    view = modal(section("Hello"))
    handles = pg.play.handles
    trigger = handles.new_trigger("T0PLAYGRND", amina.id)
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    assert refused(client.views_open, trigger_id=trigger, view=view) == "exchanged_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.3", view=view) == "invalid_trigger_id"
    handles.trigger_seconds = 0.0
    late = handles.new_trigger("T0PLAYGRND", amina.id)
    assert refused(client.views_open, trigger_id=late, view=view) == "expired_trigger_id"
    handles.trigger_seconds = 3.0

    new = modal(section("Changed"))
    assert refused(client.views_update, view_id=opened["id"], hash="old", view=new) == "hash_conflict"
    client.views_update(view_id=opened["id"], hash=opened["hash"], view=new)
    assert "Changed" in amina.wait_for_modal().everything
    assert refused(client.views_update, view_id="V404", view=new) == "not_found"


def test_broken_views_are_refused(pg: RunningPlayground, client: WebClient, amina: Person) -> None:
    def open_(view: Any) -> str:
        return refused(
            client.views_open, trigger_id=pg.play.handles.new_trigger("T0PLAYGRND", amina.id), view=view
        )

    assert open_(modal(section("x"), title=text("t" * 25))) == "invalid_arguments"
    assert open_({"type": "home", "blocks": []}) == "invalid_arguments"
    no_submit = modal(field("a", "A", {"type": "plain_text_input"}))
    del no_submit["submit"]
    assert open_(no_submit) == "invalid_arguments"
    assert open_(modal({"type": "markdown", "text": "# no"})) == "invalid_arguments"


def test_no_more_than_three_modals_are_stacked(
    pg: RunningPlayground, client: WebClient, amina: Person
) -> None:
    def trigger() -> str:
        return pg.play.handles.new_trigger("T0PLAYGRND", amina.id)

    client.views_open(trigger_id=trigger(), view=modal(section("1")))
    client.views_push(trigger_id=trigger(), view=modal(section("2")))
    top = client.views_push(trigger_id=trigger(), view=modal(section("3")))["view"]
    assert refused(client.views_push, trigger_id=trigger(), view=modal(section("4"))) == "push_limit_reached"
    assert len(amina.see()["modals"]) == 3
    assert top["previous_view_id"] != top["root_view_id"]


def test_the_home_tab_is_published_for_one_person(client: WebClient, amina: Person, tomas: Person) -> None:
    client.views_publish(user_id=amina.id, view={"type": "home", "blocks": [section("Welcome back")]})
    assert "Welcome back" in amina.wait_for_home().everything
    assert tomas.home() is None


def test_files_go_up_in_three_steps_and_come_down_with_the_token(
    pg: RunningPlayground, client: WebClient, amina: Person
) -> None:
    dm = client.conversations_open(users=amina.id)["channel"]["id"]
    sent = client.files_upload_v2(
        channel=dm, content=b"a,b\n1,2\n", filename="Segments Q3.csv", initial_comment="Here"
    )
    assert amina.wait_for_bot("Here").raw["files"][0]["name"] == "Segments Q3.csv"
    url = sent["file"]["url_private_download"]
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {pg.bot_token}"})
    assert urllib.request.urlopen(request).read() == b"a,b\n1,2\n"
    with urllib.request.urlopen(url) as without:
        assert without.status == 200
        assert b"Sign in" in without.read()
    client.files_delete(file=sent["file"]["id"])
    assert refused(client.files_info, file=sent["file"]["id"]) == "file_deleted"


def test_files_info_may_lag_behind(client: WebClient, admin: Admin, amina: Person) -> None:
    admin.settings(file_lag=1)
    id_ = amina.drop_file("#general", b"x,y\n", "survey.csv").raw["files"][0]["id"]
    assert refused(client.files_info, file=id_) == "file_not_found"
    assert client.files_info(file=id_)["file"]["name"] == "survey.csv"


def test_files_the_bot_was_not_given_stay_unseen(client: WebClient, amina: Person) -> None:
    id_ = amina.drop_file("#research", b"secret", "secret.csv").raw["files"][0]["id"]
    assert refused(client.files_info, file=id_) == "file_not_found"


def test_prompts_and_status_in_the_agent_view(client: WebClient, amina: Person) -> None:
    dm = client.conversations_open(users=amina.id)["channel"]["id"]
    prompts = [{"title": "List", "message": "list"}]
    client.api_call("assistant.threads.setSuggestedPrompts", json={"channel_id": dm, "prompts": prompts})
    root = amina.tell_bot("hello")
    client.assistant_threads_setStatus(channel_id=dm, thread_ts=root.ts, status="is thinking")
    seen = amina.see(dm)
    assert seen["prompts"]["prompts"] == prompts
    assert seen["statuses"] == {root.ts: "is thinking"}
    client.chat_postMessage(channel=dm, thread_ts=root.ts, text="done")
    assert amina.see(dm)["statuses"] == {}
    too_many = {"channel_id": dm, "prompts": prompts * 5}
    assert (
        refused(client.api_call, api_method="assistant.threads.setSuggestedPrompts", json=too_many)
        == "invalid_arguments"
    )


def test_two_workspaces_do_not_see_each_other(pg: RunningPlayground, admin: Admin, client: WebClient) -> None:
    other = admin.add_team("T0OTHER001", "Other", "other")
    admin.add_user("zoe", "Zoe Park", "T0OTHER001", id="U0ZOE00001")
    theirs = WebClient(token=other["bot_token"], base_url=pg.api_url)
    assert theirs.auth_test()["team_id"] == "T0OTHER001"
    assert refused(theirs.chat_postMessage, channel="C0GENERAL1", text="x") == "channel_not_found"
    assert refused(client.users_info, user="U0ZOE00001") == "user_not_found"
    theirs.chat_postMessage(channel="U0ZOE00001", text="hello Zoe")
    assert pg.person("Zoe Park", "other").read_bot()[0].text == "hello Zoe"


def test_calls_are_written_down_with_warnings(client: WebClient, admin: Admin) -> None:
    client.chat_postMessage(
        channel="C0GENERAL1", text="x", blocks=[section("**not** mrkdwn", accessory=button("a", "B"))]
    )
    call = admin.calls("chat.postMessage")[-1]
    assert call["ok"]
    assert call["args"]["text"] == "x"
    assert "token" not in call["args"]
    assert any("markdownInMrkdwn" in w for w in call["warnings"])
