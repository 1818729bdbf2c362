"""What a persona is made of: lines, levels, lenses, evidence rules, the market.

cards.py       which lines stand on a card, and what each says of itself
messages.py    the card, everything, the list, the history
notes.py       what single people are told, and windows that change while they are open
names.py       names that are no stereotypes
forms.py       what the windows hold, and whether it can be used
nouns.py       doubts, captures, where lines come from
editing.py     what owner and facilitator change: name, picture, owner, lines, order
voicing.py     what anybody in sight adds or takes back: voices, marks, doubts
shaping.py     splitting one persona, merging two
drafting.py, levels.py, market/, value/   drafts from segments, levels, TAM to SAM, worth
"""
