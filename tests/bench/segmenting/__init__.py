"""Benchmark of segments: `surveys.py` makes surveys with and without segments, `peers.py` holds what people use instead,
`__main__.py` runs them side by side and prints quality and CPU time in one table."""
