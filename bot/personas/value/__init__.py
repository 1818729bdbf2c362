"""Which needs and which customers are worth most.

`needs.py` ranks needs by spread, importance and people; `worth.py` segments by what they are worth; `ideal.py` says
which traits tell the best ones apart before they buy; `target.py` holds the team's own rating of a segment.
"""
