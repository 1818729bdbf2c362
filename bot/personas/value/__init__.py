"""Which customers are worth most.

`worth.py` ranks segments by what they are worth; `ideal.py` says which traits tell the best ones apart before they buy;
`target.py` holds the team's own rating of a segment; `report.py` counts it all for one segmentation, `telling.py` and
`messages.py` say it.
"""
