"""What is remembered: tables, queries that return nouns (never rows), migrations, the queue, encrypted installations."""
