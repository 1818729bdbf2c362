"""Personas once they are there.

desk.py       what every change shares: who may see and change one, its history
cards.py      showing them: the card, everything, a lens, the history, the list
journeys.py siblings.py levels.py pictures.py  what a card and its windows show besides
edit.py       what owner and facilitator change
shape.py      splitting one, merging two
words.py      what anybody in sight says: challenges, what they know, marks
minds.py      "I changed my mind"
capture.py    something said in a conversation, kept as an assumption
lens_questions.py  what a view lacks, put to the team
exporting.py importing.py  personas out to files, and in
"""
