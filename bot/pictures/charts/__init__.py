"""Charts: plain values in, a PNG and its alt text out.

`style.py` holds the one look and the sheet everything is drawn on; `segments.py` draws sizes, profiles and the
continuum, `evidence.py` the ladder, needs and themes, `market.py` the funnel, `card.py` a persona.
"""
