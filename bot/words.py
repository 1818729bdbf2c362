"""The words Dramatis uses and the commands it knows, each explained in one sentence for people."""

COMMANDS = {
    "/persona new [kind of customer]": "start a workshop: colleagues answer alone, then all is revealed at once",
    "/persona customers": "ask the channel which kinds of customers there are, each alone",
    "/persona list": "the personas you may see, retired ones at the end",
    "/persona show NAME": "one persona's card; its buttons challenge a line, add what you know, edit, split and merge",
    "/persona show NAME as sales": "what marketing, sales, product or support needs of it; as journey: its way in steps",
    "/persona export NAME or all [as FORMAT]": "a file of one, or of all you may see: html, markdown, png, json or csv",
    "/persona ask QUESTION": "which persona needs what, with the lines that say so; or mention me, or write to me",
    "/persona gaps": "what was asked and nobody's lines answer, to put to the team",
    "/persona survey": "give a survey export; or drop the file into a channel with Dramatis",
    "/persona surveys": "the surveys you may see, with what was found in them",
    "/persona digest here mondays 9:00": "a weekly post of at most three items in this channel; without words, a window",
    "/persona digest preview": "what it would say now; also `pause`, `resume`, `stop`, `now` and `list`",
    "/persona market [PRODUCT]": "how many might want the product, who can't be served and why, and what is left",
    "/persona example": "see a finished workshop of a made-up product",
    "/persona help": "this list; `/persona help words` explains the words",
}

WORDS = {
    "market": "everyone who might want the product (TAM), narrowed by named reasons to those you can serve (SAM)",
    "workshop": "one guided capture about one kind of customer",
    "seat": "one colleague's place in a workshop, with a conversation of their own",
    "statement": "one short claim taken from an answer",
    "voice": "one person's saying of a statement, with how they know it",
    "line": "a statement on a persona, with its voices, votes and evidence",
    "facet": "what a statement is about: traits, needs, pains, decisions and so on",
    "persona": "a kind of customer as the team pictures it: name, role and lines",
    "level": "what a persona rests on: proto (conversations), qualitative (interviews), statistical (survey)",
    "evidence": "what a survey, interview or feedback file says of a line",
    "verdict": "untested, supported, contradicted, mixed, or too few to tell",
    "survey": "an uploaded export with typed questions; personal data is dropped while reading",
    "segment": "a group of respondents found in the data, with its share and how stable it is",
    "lens": "the view one team needs of a persona: marketing, sales, product or support",
    "digest": "the weekly post of at most three items",
    "gap": "a question that nobody's lines answer",
}
