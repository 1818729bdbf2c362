"""Personas once they are there.

desk.py       what all of it shares: who may see and change one, which one is meant, its history
card.py       the card as it should look now
cards.py      showing one to somebody: the card, everything, a lens, the history, the list
journeys.py siblings.py levels.py pictures.py heard.py  what a card and its windows show besides
edit.py       what owner and facilitator change
shape.py      splitting one, merging two
words.py      what anybody in sight says: challenges, what they know, marks
capture.py    something said in a conversation, kept as an assumption
exporting.py importing.py  personas out to files, and in
"""
