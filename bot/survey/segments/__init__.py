"""What a team makes of segments: asking for them, their charts, their cards, drafts and exports. Pure.

- `wishes.py`: which questions segments are sought in
- `telling.py`: from a segmentation to messages; `answers.py`: a segment's answers, from which a persona is drafted
- `crossing.py`: two segmentations of one survey set against each other
- `needs.py`: how widespread each need is; `placing.py`: which segment somebody new belongs to
- `quoting.py`: respondents' own words, for the owner to approve
- `messages.py`: what is said of these
- `drawing.py`: the charts
- `exporting.py`: assignments as CSV, the whole as Markdown
"""
