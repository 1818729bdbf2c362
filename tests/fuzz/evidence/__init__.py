"""Broken interviews and tables of reviews by the thousand."""
