"""Merging: which statements say the same, which contradict each other, and what a person should be asked.

features.py   what is measured of a pair     relation.py   from there to probabilities (weights.json)
groups.py     from pairs to groups that never glue by chains; pairs taken apart stay apart
"""

from bot.workshop.merging.groups import Mergeable, Merged, Pair, merge
from bot.workshop.merging.relation import Relation, relate, relate_many

__all__ = ["Mergeable", "Merged", "Pair", "Relation", "merge", "relate", "relate_many"]
