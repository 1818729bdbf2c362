"""Delivery: outbox rows become posts, in order for each conversation, once as far as Slack lets it be known.

deliverer.py  one coordinator claims batches and settles outcomes; a small pool makes the calls
calls.py      how one row becomes a Web API call, and what its answer means
pace.py       the burst bucket of each channel, and pauses that Slack asked for
links.py      addresses of earlier posts
rendered.py   what a rendered message is; how messages look is decided in handlers/slack/views/
"""

from handlers.slack.deliver.deliverer import Deliverer, Undeliverable
from handlers.slack.deliver.rendered import RenderContext, Rendered

__all__ = ["Deliverer", "RenderContext", "Rendered", "Undeliverable"]
