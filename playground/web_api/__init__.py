"""Slack's Web API: what the app can call.

`registry.py` the table of methods with their scopes, and what a refusal is; `dispatch.py` reads a request, checks the
token, meets the faults and answers; one file for each family of methods: `chat.py`, `conversations.py`, `users.py`,
`views.py`, `files.py`, `assistant.py`, `oauth.py`; `response_url.py` answers by the address of an interaction.
"""
