"""Minutes of what the tests do for seconds."""
