"""Surveys: `survey.py` holds the nouns; `reading/` makes them from files, `segmenting/` finds segments in them,
`testing/` holds lines of a persona against them."""
