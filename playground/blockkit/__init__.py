"""Block Kit as Slack checks it: which payloads are refused, where and why.

`schema.py` interprets the shapes of `blockkit.schema.json`; `inspection.py` walks a payload and adds the lengths and
counts of `blockkit.limits.json`; `rules.py` holds what is special about single kinds of block and element.
The two JSON files and their notice (`LICENCE.md`) come from elsewhere; the code does not.
"""

from playground.blockkit.inspection import Finding, errors, inspect

__all__ = ["Finding", "errors", "inspect"]
