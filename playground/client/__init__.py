"""People played by a program: for tests and for the demo.

`person.py` somebody who writes, presses and reads; `seen.py` what they see; `admin.py` faults, records and the shape of
the world; `transport.py` how both talk to a playground. Synchronous, and waiting is on changes, never on sleeping.
"""

from playground.client.admin import Admin
from playground.client.person import Person
from playground.client.seen import Message, View
from playground.client.transport import CannotError

__all__ = ["Admin", "CannotError", "Message", "Person", "View"]
