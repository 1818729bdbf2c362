"""What happens: `use_cases/` load, decide, save and queue; `slack/`, `clock.py` and `cli/` call them."""
