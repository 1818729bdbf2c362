"""A workshop from its start to the persona that is made of it.

running.py    starting it, reminding, extending, handing over, closing
seats.py      one stakeholder's seat: joining, and what is said and pressed in the conversation
posts.py      the invitation, the facilitator's panel, everybody's call to vote, kept true
manage.py     what the facilitator looks at before doing something
reveals.py    answers become lines: the vote, the reveal, the persona
merging.py    which lines say the same, decided by the facilitator
customers.py  before all that: which kinds of customers there are
example.py    a finished workshop of a made-up product
"""
