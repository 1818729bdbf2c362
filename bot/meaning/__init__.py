"""What sentences mean to the bot: vectors, stems, negation and numbers to compare. Nothing is generated.

encoder.py   sentences to vectors, from hash-checked weights, in numpy
"""
