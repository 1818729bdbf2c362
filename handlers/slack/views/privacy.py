"""How privacy looks: the short message, and what "forget me" does, with the button that does it."""

from __future__ import annotations

from bot.privacy import GOES, OPEN, STAYS, ForgetMe, PrivacyShort
from handlers.slack.views import kit
from handlers.slack.views.kit import Block, esc
from handlers.slack.views.rendering import Rendered, renders


@renders(PrivacyShort)
def privacy(message: PrivacyShort) -> Rendered:
    """One short message."""
    words = (
        "I keep what you answer, write to me and vote, and read nothing else in channels. *Nobody* sees your answers "
        "before the reveal; then everybody who may see the persona sees the lines and how many agree, and who said what "
        "only where the workshop was named. It stays until you have it forgotten; answers of uploaded surveys go after "
        f"{message.days} days, and everything goes 30 days after I am removed. Nothing is sent to anybody else. "
        "Whoever looks after Dramatis can show you the whole of it."
    )
    button = kit.button("Forget me", "privacy.ask", "-")
    return Rendered(words.replace("*", ""), [kit.section(words), kit.actions([button])])


@renders(ForgetMe)
def forget_me(message: ForgetMe) -> Rendered:
    """What goes and what stays; the button asks once more."""
    count = (
        f"{message.words} {'text' if message.words == 1 else 'texts'} of yours"
        if message.words
        else "nothing of yours"
    )
    owned = ""
    if message.owns:
        titles = ", ".join(esc(title) for title in message.owns[:10])
        more = len(message.owns) - 10
        titles += f" and {more} more" if more > 0 else ""
        owned = f"\nYou own {titles}. That stays so until you hand it over, with Edit on the card."
    words = f"I keep {count}.\n\n{GOES}\n\n{STAYS}\n\n{OPEN}{owned}"
    confirm = ("This cannot be taken back. Forget everything you wrote?", "Forget me")
    blocks: list[Block] = [kit.header("Forget me"), kit.section(words)]
    blocks.append(
        kit.actions([kit.button("Forget me", "privacy.forget", "-", style="danger", confirm=confirm)])
    )
    return Rendered(words, blocks)
