"""Every error a person can meet, in one tree; each knows the sentence for the person.

DramatisError
├── BadInput            what was sent cannot be used; nothing was changed
├── NotFound            the thing named is not there, or not in this person's sight
├── NotAllowed          the person may not do this
├── OutOfDate           a button or window belongs to something that has moved on
├── NotConnected        Slack does not let us in (token, scope, channel)
├── Misconfigured       a setting is missing or wrong
└── SurveyRefused       an uploaded file cannot be read as a survey (has a `reason` word)

Anything that is not a DramatisError is a defect: the person gets a reference number, the log the traceback.
"""

from __future__ import annotations


class DramatisError(Exception):
    """An error with one clear sentence for the person: what is wrong and what they can do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(DramatisError):
    """What was sent cannot be used. `field` names the input of a form it belongs to, where there is one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(DramatisError):
    """The thing named does not exist, or is not in this person's sight."""


class NotAllowed(DramatisError):
    """This person may not do this here."""


class OutOfDate(DramatisError):
    """A button or window belongs to something that has moved on."""


class NotConnected(DramatisError):
    """Slack does not let us in: a token, a scope or a channel is missing."""


class Misconfigured(DramatisError):
    """A setting is missing or wrong; the sentence names it."""


class SurveyRefused(DramatisError):
    """An uploaded file cannot be read as a survey.

    `reason` is one of: empty no_responses not_a_survey corrupt encrypted macros external_links unsafe xml_entities
    zip_bomb too_large too_many_columns unsupported wrong_type malformed summary_export.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason

    def __reduce__(self) -> tuple[type[SurveyRefused], tuple[str, str]]:
        return type(self), (self.reason, self.sentence)
