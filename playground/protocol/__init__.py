"""How news reaches the app, as Slack brings it.

`payloads.py` what is said; `handles.py` trigger ids and response addresses, which expire; `sockets.py` Socket Mode;
`signed_http.py` signed requests to a public address; `courier.py` chooses the way, waits for the acknowledgement,
tries events again and writes down what happened.
"""
