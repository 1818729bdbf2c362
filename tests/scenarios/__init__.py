"""Stories played by people on the playground against the real bot, over Slack's real protocol."""
