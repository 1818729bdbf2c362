"""What a persona is made of: lines, levels, lenses, evidence rules, the market."""
