"""What a person typed, out of Slack's markup."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """What a person typed, out of Slack's markup: `&lt;` is `<` again, a link is its address."""
    text = re.sub(r"<(?:mailto:|tel:)([^|>]+)(?:\|[^>]*)?>", r"\1", text)
    text = re.sub(r"<(https?://[^|>]+)(?:\|[^>]*)?>", r"\1", text)
    text = re.sub(r"<[#@!][^|>]*\|([^>]*)>", r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def question(text: str, bot: str | None) -> str:
    """What was asked, out of Slack's markup: the bot's mention and calls to whole channels are no words of it."""
    text = re.sub(r"<![^>]*>", " ", text)
    text = text.replace(f"<@{bot}>", " ") if bot else re.sub(r"<@[UW][A-Z0-9]+>", " ", text, count=1)
    text = re.sub(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>", " ", text)
    return plain(text).strip()
