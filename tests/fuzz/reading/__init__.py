"""Broken survey files by the thousand."""
