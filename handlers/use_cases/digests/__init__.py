"""The digest of a channel.

subscriptions.py  set up, changed, paused, stopped, previewed, sent by hand; whether to go on
content.py        what a digest says now
sending.py        sending those that are due, each period once
still_true.py     "Still true?": somebody answers for a persona
"""
