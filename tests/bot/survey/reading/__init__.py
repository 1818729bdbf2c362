"""Stories of reading survey exports."""
