"""Asking: from a question to personas with the lines that say so, or the honest answer that none does.

nouns.py      lines as asking reads them, and the family of answers
question.py   reads a question: topic, for or against, names, numbers, parts
kinds.py      which kind of question: who, how many, compare, most, unknown, riskiest
index.py      what is computed of the lines beforehand; changes line by line
features.py   what speaks for a line as an answer          lacking.py  which word of the question a line lacks
model.py  the logistic models (weights.json)
search.py     finds lines and decides whether any answers  ask.py    one call for all kinds, and "Ask more"
sentences.py  the fixed sentences an answer begins with
"""
