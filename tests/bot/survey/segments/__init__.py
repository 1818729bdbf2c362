"""What a team makes of segments."""
