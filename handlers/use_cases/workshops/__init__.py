"""A workshop from its start to the persona that is made of it.

running.py    starting it, reminding, extending, handing over, closing
seats.py      one stakeholder's seat: joining, and what is said and pressed in the conversation
posts.py      the invitation, the facilitator's panel, everybody's call to vote, kept true
lines.py      answers become lines
vote.py       blind marks on them, before the reveal
reveals.py    the reveal in the channel
merging.py    which lines say the same, decided by the facilitator
publishing.py the persona made of them
minds.py      "I changed my mind"
customers.py  before all that: which kinds of customers there are
example.py    a finished workshop of a made-up product
"""
