"""A made corpus of survey exports in every format and many languages, scored like the shared one; and the reader's speed.

`questionnaires.py` asks, `exports/` writes each tool's conventions, `scoring.py` scores, `__main__.py` prints.
Questionnaires marked `held_out` are for judging only: look at their scores, not at their files, while changing the
reader.
"""
