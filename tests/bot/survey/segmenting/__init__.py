"""Segments: `made.py` makes small surveys; each test file tells one story of `bot/survey/segmenting`."""
