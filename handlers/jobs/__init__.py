"""Jobs: what is done later, or takes longer than somebody waits. Effects only: what is said and kept is decided in the
use cases.

runner.py    takes due jobs, one handler for each kind, again after a failure
workbench.py what those with child processes share: the processes, and files that were given in Slack
surveys.py   reading a dropped file, seeking segments, deleting answers at their date
evidence.py  interviews and feedback files
testing.py   a persona's lines against a survey
values.py    worth and the ideal customer of a segmentation
exports.py   files that people take away
"""
