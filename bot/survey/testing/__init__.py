"""Lines of a persona held against a survey.

`shares.py` has the statistics, `rules.py` says what they mean (with every threshold), `matches.py` says which question
speaks for a line, `proposals.py` guesses that by meaning, `findings.py` counts and judges, `questionnaire.py` asks for
what no survey has asked, `first_person.py` turns lines into questions, `wording.py` compares texts by words alone.
"""
