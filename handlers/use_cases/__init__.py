"""One file for each thing people do: load, decide, save and queue, in one unit of work. No Slack in here."""
