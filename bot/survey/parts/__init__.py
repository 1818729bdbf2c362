"""Surveys too large for the memory of one process: read, encoded and placed part by part, with the result of the whole.

- `cutting.py`: where a CSV or Parquet file can be cut
- `reading.py`: one part → its texts, then its typed answers, as the whole file is understood
- `answers.py`: the answers of all parts as if they were one table, a column at a time; `survey_of` is the way in
- `running.py`: who does the work; `Here` does it in this process, one part after the other

What is learnt of a question is learnt from all its answers, the model is fitted to the seeded sample of all rows, and
placing needs one row at a time: so the segments are those of one process, to the last figure.
"""
