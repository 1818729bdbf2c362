"""The windows of a workshop: starting one, how each line is known, the ballot, publishing, deadline, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.facets import FACETS
from bot.nouns import Answer, Attribution, Ballot, Choice, Customers, Line, Purpose, Workshop
from bot.workshop.conversation.turns import HOW_WORDS
from bot.workshop.forms import NAME_LIMIT, PRODUCT_LIMIT, ROLE_LIMIT
from bot.workshop.script import SUBJECT_LIMIT
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, cut

BALLOT_PAGE = 30
CHOICE_WORDS = {Choice.AGREE: "Agree", Choice.NO: "No", Choice.DONT_KNOW: "Don't know"}
_PURPOSES = {
    Purpose.WHOLE: "The whole picture",
    Purpose.MARKETING: "Marketing: reach, messages, features",
    Purpose.BUYER: "Buyer: money, decisions, objections",
    Purpose.USER: "User: goals, needs, support",
}
_CUSTOMERS = {Customers.CONSUMERS: "People (consumers)", Customers.BUSINESSES: "Companies (businesses)"}
_ATTRIBUTION = {Attribution.COUNTS: "Counts only, no names", Attribution.NAMED: "Names, after the reveal"}


def new_workshop(subject: str = "", product: str = "", channel: str = "") -> Block:
    """The form that starts a workshop."""
    channels: Block = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel:
        channels["initial_conversation"] = channel
    else:
        channels["default_to_current_conversation"] = True
    people: Block = {"type": "multi_users_select", "placeholder": kit.plain("Choose people")}
    extras = [
        kit.option("Vote before the reveal", "vote", "Everybody marks the merged lines, blind"),
        kit.option("Short: three questions only", "short", "Traits, needs and pains; about two minutes"),
    ]
    blocks = [
        kit.field(
            "Which kind of customer is it about?",
            "subject",
            kit.words("freelance photographers", subject, SUBJECT_LIMIT),
        ),
        kit.field(
            "For which product?", "product", kit.words("Lumen, our photo editor", product, PRODUCT_LIMIT)
        ),
        kit.field(
            "What is the persona for?",
            "purpose",
            kit.choice("static_select", [kit.option(w, p) for p, w in _PURPOSES.items()], Purpose.WHOLE),
            hint="It decides which seven questions are asked. One kind of customer can have several personas.",
        ),
        kit.field(
            "Who buys?",
            "customers",
            kit.choice(
                "radio_buttons", [kit.option(w, c) for c, w in _CUSTOMERS.items()], Customers.CONSUMERS
            ),
        ),
        kit.field("Invitation in", "channel", channels, hint="Dramatis must be a member: /invite @Dramatis"),
        kit.field(
            "Who is asked?", "asked", people, optional=True, hint="Whoever sees the invitation can join too."
        ),
        kit.field("Deadline", "deadline", {"type": "datetimepicker"}, optional=True),
        kit.field(
            "What is shown of who said what?",
            "attribution",
            kit.choice(
                "radio_buttons", [kit.option(w, a) for a, w in _ATTRIBUTION.items()], Attribution.COUNTS
            ),
        ),
        kit.field(
            "How",
            "extras",
            {"type": "checkboxes", "options": extras, "initial_options": extras[:1]},
            optional=True,
        ),
    ]
    return kit.modal("workshop.new", "New workshop", blocks, submit="Invite")


def how_lines(seat: str, answer: Answer) -> Block:
    """How the person knows each line of one answer."""
    options = [kit.option(words, how) for how, words in HOW_WORDS.items()]
    blocks = [
        kit.holding(
            cut(statement.text, 300),
            f"how:{statement.id}",
            {
                "placeholder": kit.plain("Choose"),
                **kit.choice("static_select", options, answer.how_of(statement)),
            },
        )
        for statement in answer.statements[:90]
    ]
    return kit.modal(
        "seat.how_lines", "How do you know?", blocks, submit="Save", meta=f"{seat}:{answer.facet}"
    )


def ballot(workshop: Workshop, lines: Sequence[Line], marks: Ballot, page: int = 0) -> Block:
    """One page of the ballot, thirty lines at most; nothing is marked from the start but the person's own marks."""
    pages = max(1, -(-len(lines) // BALLOT_PAGE))
    shown = lines[page * BALLOT_PAGE : (page + 1) * BALLOT_PAGE]
    options = [kit.option(words, choice) for choice, words in CHOICE_WORDS.items()]
    blocks: list[Block] = [
        kit.context(
            "Is it so? Mark those you can say something about. Marks stay unseen; the reveal shows counts only."
        ),
    ]
    several = len({line.facet for line in lines}) > 1
    facet = ""
    for line in shown:
        chosen = marks.marks.get(line.id)
        if several and line.facet != facet:
            facet = line.facet
            blocks.append(kit.section(f"*{FACETS[facet].label}*"))
        blocks.append(
            kit.holding(cut(line.text, 1000), f"mark:{line.id}", kit.choice("radio_buttons", options, chosen))
        )
    last = page + 1 >= pages
    title = "Vote" if pages == 1 else f"Vote, page {page + 1} of {pages}"
    return kit.modal(
        "workshop.ballot", title, blocks, "Done" if last else "Next page", f"{workshop.id}:{page}"
    )


def publish(
    workshop: Workshop,
    names: Sequence[str],
    lines: Sequence[Line] = (),
    drawn: Sequence[tuple[str, str]] = (),
) -> Block:
    """Name or role, a picture or none, and which of the lines it begins without."""
    suggestions = ", ".join(names)
    pictures = [kit.option("No picture", "none"), *(kit.option(label, key) for key, label in drawn)]
    blocks = [
        kit.field(
            "Role",
            "role",
            kit.words("wedding photographer on the road", workshop.subject, ROLE_LIMIT),
            optional=True,
            hint="What they do, in a few words. A role alone is enough.",
        ),
        kit.field(
            "Name",
            "name",
            kit.words("", "", NAME_LIMIT),
            optional=True,
            hint=f"A name helps to talk about them; leave it empty if it would stereotype. For example: {suggestions}.",
        ),
        kit.field("Picture", "picture", kit.choice("static_select", pictures, "none"), optional=True),
        kit.field(
            "Or a photo of your own",
            "photo",
            {"type": "file_input", "filetypes": ["png", "jpg", "jpeg", "gif"], "max_files": 1},
            optional=True,
        ),
    ]
    if len(lines) > 1:
        blocks.append(
            kit.field(
                "Leave out",
                "left_out",
                kit.line_menu("multi_static_select", lines),
                optional=True,
                hint="Lines that say nothing. The history keeps them; Edit takes them back, and rewords others.",
            )
        )
    return kit.modal("workshop.publish", "Make the persona", blocks, submit="Publish", meta=workshop.id)


def extend(workshop: Workshop, proposed: datetime) -> Block:
    """A new deadline."""
    element: Block = {
        "type": "datetimepicker",
        "initial_date_time": int((workshop.deadline or proposed).timestamp()),
    }
    return kit.modal(
        "workshop.extend", "New deadline", [kit.field("Until", "deadline", element)], "Save", workshop.id
    )


def hand_over(workshop: Workshop) -> Block:
    """Who runs it from now on."""
    element: Block = {"type": "users_select", "placeholder": kit.plain("Choose a person")}
    blocks = [kit.field("Who runs it from now on?", "person", element)]
    return kit.modal("workshop.hand_over", "Hand over", blocks, submit="Hand over", meta=workshop.id)
