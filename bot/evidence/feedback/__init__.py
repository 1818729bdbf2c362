"""Feedback files as evidence: reviews and tickets in, counted themes with quotes and trends out.

`reading.py` finds text, date and rating in a table and masks personal data; `themes.py` groups what is said and counts
it; `trend.py` tests whether a theme becomes more frequent.
"""
