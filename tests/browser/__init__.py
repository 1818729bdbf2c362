"""The whole flow on the page, in headless Chromium: clicking and typing only.

conftest.py      Chromium, and the real bot on a playground
hands.py         what people do on the page
test_flow.py     two people make a persona; a question by keyboard only; the example
pictures.py      takes the pictures of the README: python -m tests.browser.pictures
"""
