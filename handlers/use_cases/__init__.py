"""What happens: each use case loads, decides, saves and queues in one unit of work. No Slack in here.

work.py       the unit of work: one transaction, what is said, what is done later; origin.py: where an answer goes
workshops/    running one, its seats, vote and reveal, kinds of customers, the example
personas/     cards, editing, what people say of them, levels, files
surveys/      reading a file, segments and what is made of them
testing/      lines against a survey
evidence/     interviews and feedback files
asking/       questions, the lines they are put to, gaps, questions put to the team
digests/      a channel's subscription, what a digest says, sending it
market.py     the market of a product; how_many.py: how many people a segment or persona is
engine.py     splitting and grouping, with the sentence encoder
forgetting.py erasure.py  a person's words, a workspace's everything
"""
