"""The playground is held against Slack's own client libraries, unmodified, in both directions."""
