"""Survey jobs: effects only. What is said and kept is decided in `use_cases/surveys.py` and `use_cases/segments.py`.

- `child.py`: the process that reads or segments one survey, with limits on memory and processor time
- `children.py`: starts such a process, listens to it, ends it
- `testing.py`: the jobs of testing a persona's lines against a survey
- `value_job.py`: the job that counts needs and value
- `jobs.py`: the handlers of the job kinds, and the runner they work in
"""
