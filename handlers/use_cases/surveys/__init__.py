"""Surveys, and the segments found in them.

desk.py             what all of it shares: who may see it, where posts stand
reading.py          a file is dropped and read: what was understood, who was surveyed, corrections, the list
segments.py         seeking them, what was found, taking it away as files
segment_uses.py     what a team makes of one: a persona, a workshop, a target
segment_details.py  two segmentations crossed, a whole profile, where somebody new belongs
segment_needs.py    how widespread each need is
segment_quotes.py   respondents' own words, approved by the survey's owner
values.py           worth and the ideal customer
"""
