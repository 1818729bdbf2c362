"""What words mean in a survey, as data: one file for each kind of word, every language side by side.

- `plain.py`      how two spellings are compared (case, accents, punctuation)
- `scales/`       scales in words: what makes one answer more than another
- `amounts.py`    answers that hold numbers: age bands, incomes, "twice a week"
- `nonanswers.py` "don't know", "prefer not to say", "N/A", "-", -99
- `personal.py`   headers and values that belong to a person
- `headers.py`    headers that are about the response, not of it; "Other (please specify)"; scale and multiple-choice cues
- `bases.py`      what a question says something about (the six segmentation models)

To teach the reader another language, add its line to these files; nothing else knows languages.
"""
