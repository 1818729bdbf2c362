"""Programs that throw broken input at the bot for hours."""
