"""What a team makes of segments: asking for them, their charts, their cards, drafts and exports. Pure.

- `wishes.py`: which questions segments are sought in
- `telling.py`: from a segmentation to messages, and to the answers a persona is drafted from
- `drawing.py`: the charts
- `exporting.py`: assignments as CSV, the whole as Markdown
"""
