"""What is decided. Pure: values in, values out; no Slack, no database, no clock, no network. The nouns live here.

`nouns.py` and `facets/` hold the words, `phrases.py` and `counts.py` how they are told, `errors.py` what can go wrong.
`workshop/` is the guided conversation, `personas/` what becomes of it, `survey/` and `evidence/` what data says,
`meaning/` and `asking/` compare and answer, `digest/` tells what is new, `pictures/` and `export/` show.
"""
