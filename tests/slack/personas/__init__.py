"""A persona's life after the reveal, played by people on the playground; its looks against golden files."""
