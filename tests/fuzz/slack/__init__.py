"""Forged payloads by the thousand: `surfaces.py` lists what can be pressed, sent and typed, `forging.py` makes payloads
of the ids of a real workspace and of nasty values, `__main__.py` sends them to the real bot and watches."""
