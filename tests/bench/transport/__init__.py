"""How fast the way of an answer is: `python -m tests.bench.transport`."""
