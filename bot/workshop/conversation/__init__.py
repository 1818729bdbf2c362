"""One seat's conversation as a state machine: state and event in, state and messages out.

`state.py` holds the state and the events, `machine.py` decides, `turns.py` says what each message shows.
"""

from bot.workshop.conversation.machine import Step, has_words, open_first, step
from bot.workshop.conversation.state import (
    ChangeAnswer,
    Close,
    Conversation,
    Deleted,
    DontKnow,
    Edited,
    Event,
    Finish,
    GoBack,
    Knows,
    Pause,
    Phase,
    Resume,
    Said,
    Skip,
    Turn,
    TurnKind,
)
from bot.workshop.conversation.turns import TurnMessage, turn_message

__all__ = [
    "ChangeAnswer",
    "Close",
    "Conversation",
    "Deleted",
    "DontKnow",
    "Edited",
    "Event",
    "Finish",
    "GoBack",
    "Knows",
    "Pause",
    "Phase",
    "Resume",
    "Said",
    "Skip",
    "Step",
    "Turn",
    "TurnKind",
    "TurnMessage",
    "has_words",
    "open_first",
    "step",
    "turn_message",
]
