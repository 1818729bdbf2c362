"""Stories of markets, of needs and value, played by people on the playground."""
