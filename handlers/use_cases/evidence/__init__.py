"""Evidence besides surveys.

desk.py                what they share
interviews.py          one is given or dropped, read, placed with a persona, compared with its lines
interview_quotes.py    a person decides on its quotes; deleting it, forgetting its words
feedback.py            feedback files: themes, a line or evidence out of one
taken_lines.py         lines that come out of either: taken, or proposed to the owner
"""
