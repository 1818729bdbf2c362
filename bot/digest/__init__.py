"""The digest: a channel's post of at most three items at its local hour, decided from values, without a clock of its own.

rhythm.py    days and hour in a zone: when the next one is due, which one is late
words.py     "mondays 9:00", "every weekday at 16", "fridays 4pm as sales": what was typed, understood
nouns.py     subscription, what the channel has been told, what may be spoken of in it
choosing.py  which items, in which order, or a quiet line
items.py     how each kind of item is made out of people's words and counted numbers
changes.py   what changed, counted from histories
messages.py  what is said
"""
