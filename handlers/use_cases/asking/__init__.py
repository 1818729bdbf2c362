"""Questions to the personas.

answers.py     a question is answered where it was asked; asking on, sharing
cast.py        the lines that may be asked about, held in memory
judgements.py  "not right": lines that do not answer a question
wording.py     when two questions are one
gaps.py        questions nobody's lines answer
team.py lens_questions.py  questions put to those who should know, and what a view lacks
"""
