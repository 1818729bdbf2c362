"""Slack: what comes in and what goes out. Nothing is decided here.

app.py builds the Bolt app, connecting.py chooses the way in: socket.py, or http.py with install.py. inbox.py keeps what
came before it is acknowledged, `listen/` parses it, turns.py runs the use case, replay.py what was left unfinished.
`views/` turn message values into blocks, `deliver/` posts them; clients.py and transport.py make the calls.
"""
