"""Whatever a person can type, for everything that reads words."""
