"""Lines of a persona held against a survey.

`shares.py` has the statistics, `rules.py` says what they mean (with every threshold), `family.py` judges what is tested
at once, `findings.py` counts. `matches.py` says which question speaks for a line, `proposals.py` guesses that by meaning,
`remembered.py` finds again what people said of it, `batch.py` is a test under way. `questionnaire.py` asks for what no
survey has asked, `first_person.py` turns lines into questions, `wording.py` compares texts by words alone. `messages.py`
has what is said about it all.
"""
