"""What people do and see: the verbs that the page and the tests' client share.

`deeds.py` the table of verbs; `messages.py` writing, editing, files, membership; `interactions.py` buttons, menus,
commands, shortcuts; `modals.py` submitting and closing; `values.py` what inputs hold; `sight.py` what somebody sees.
"""
