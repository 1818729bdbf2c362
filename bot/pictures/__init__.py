"""Pictures made by code: the drawn set for personas, and charts."""
