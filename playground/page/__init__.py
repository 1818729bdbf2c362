"""The page in the browser: `api.py` what it asks for, `install.py` the installing page, `static/` what it is made of.

Everything is served from here, with a content security policy that allows nothing from elsewhere and nothing inline.
"""
