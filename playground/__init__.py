"""A local stand-in for Slack with a page in the browser; an app cannot tell it from Slack.

`playground.py` the whole; `running.py` how it is started; `server.py` its addresses and who may use them;
`world/` what exists;
`happenings.py` what happens in conversations; `protocol/` how the app hears of it; `web_api/` what the app can call;
`blockkit/` what of it is refused; `people/` what people do and see; `page/` the browser page; `client/` people played
by a program; `faults.py` and `shaping.py` for tests. It knows nothing of the bot.

Everything runs on one event loop, so nothing here locks; `start_in_thread` gives that loop a thread of its own.
"""

from playground.playground import Playground
from playground.running import RunningPlayground, start_in_thread

__all__ = ["Playground", "RunningPlayground", "start_in_thread"]
