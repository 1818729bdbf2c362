"""What sentences mean to the bot: vectors, stems, negation and numbers to compare. Nothing is generated.

encoder.py    sentences to vectors, from hash-checked weights, in numpy
words.py      one spelling for each word, stems, words that carry no meaning of their own, typos
negation.py   for or against, and how far a negation reaches
numbers.py    numbers with units, and whether what is told fits what is asked
"""
