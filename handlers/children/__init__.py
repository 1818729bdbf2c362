"""Processes of their own for what a file may make too slow or too large; what they find is kept and said elsewhere.

child.py           the process that reads, segments or counts in one survey, with limits on memory and processor time
child_evidence.py  what it does about interviews and feedback files
starting.py        starts such a process, listens to it, ends it
cluster.py         the same on a Dask cluster
"""
