"""What is decided. Pure: values in, values out; no Slack, no database, no clock, no network. The nouns live here.

`nouns.py` and `facets.py` hold the words, `errors.py` what can go wrong. `workshop/` is the guided conversation,
`personas/` what becomes of it, `survey/` what data says, `meaning/` and `asking/` compare and answer, `pictures/` and
`export/` show.
"""
