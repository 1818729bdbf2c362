"""10,000 digests due in one minute: how long, and in how much memory."""
