"""Questions to the personas.

answers.py  a question is answered where it was asked; asking on, sharing, "not right"
cast.py     the lines that may be asked about, held in memory
gaps.py     questions nobody's lines answer, and those put to the team
"""
