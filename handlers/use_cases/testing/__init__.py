"""Testing a persona's lines against a survey, and what comes of it.

ready.py           what can be tested, by whom
among.py           whose answers are counted
matching.py        lines meet questions: begin, show the proposals, take what a person chose
verdicts.py        counting is ordered and comes back: evidence, history, the card, dropping what is contradicted
questionnaires.py  questions for what no survey has asked yet
ladders.py         the picture of what is known
"""
