"""Interviews as evidence: a transcript in, anonymous quotes for and against lines out.

`files.py` makes text of any usual file, `docx.py` of Word's; `turns.py` finds who speaks, `speakers.py` sets the
interviewer apart and replaces names, `transcript.py` puts these together, `quotes.py` matches quotes with lines.
"""
