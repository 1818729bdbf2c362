"""A persona, or a whole cast, taken to where people work. Pure: nouns in, texts and bytes out.

nouns.py      what leaves: counts, names only where they were agreed to, no numbers that split a small group
writing.py    the formats by their words, and what a file is called
markdown.py   for a wiki        page.py   one page for screen and paper      table.py   lines with evidence as CSV
cards.py      a picture of each persona      asjson.py   JSON out and in (docs/EXPORTS.md, docs/cast.schema.json)
escaping.py   people's words made harmless in each format

Every format is made from the same nouns, so what must not leave is decided in one place.
"""
