"""Surveys, and the segments found in them.

reading.py          a file is dropped and read: what was understood, who was surveyed, corrections, the list
segments.py         seeking them, what was found, and what a team makes of one
segment_details.py  two segmentations crossed, a whole profile, where somebody new belongs
segment_needs.py    how widespread each need is
segment_quotes.py   respondents' own words, approved by the survey's owner
values.py           worth and the ideal customer
"""
