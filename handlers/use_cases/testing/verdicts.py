"""Counting is ordered and comes back: evidence on lines, history, the card, and dropping what is contradicted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.errors import BadInput, OutOfDate
from bot.nouns import EvidenceKind, Line, Persona, Verdict
from bot.personas import editing
from bot.personas.editing import Edit, check_active
from bot.survey.kept import SAMPLE_WORDS
from bot.survey.testing.batch import LineTest, TestState
from bot.survey.testing.findings import Finding
from bot.survey.testing.messages import Tested, counts_words, told_lines
from bot.survey.testing.remembered import Remembered
from handlers.use_cases.origin import Origin
from handlers.use_cases.personas import desk
from handlers.use_cases.personas.card import card_handle
from handlers.use_cases.personas.levels import level_of_persona
from handlers.use_cases.testing.matching import take
from handlers.use_cases.testing.ready import pair
from handlers.use_cases.work import Look, Target, Work, acting
from storage import personas, testing

TEST = "test_lines"
NONE_CHOSEN = "Choose at least one line."
TESTED = "tested lines against a survey"


def confirm(work: Work, test_id: str, chosen: Mapping[str, str]) -> None:
    """The last page was confirmed: everything chosen is counted at once, in a job."""
    test = take(work, test_id, chosen)
    pair(work, test.persona, test.survey, _channel(work, test))
    testing.save_test(work.session, work.workspace, replace(test, state=TestState.COUNTING))
    work.schedule(TEST, {"test": test.id})


def finish(work: Work, test_id: str, findings: Sequence[Finding]) -> None:
    """The counts are there: each line keeps them as evidence, whatever this survey said of it before goes.

    Raises DramatisError where the persona has moved on so far that nothing can be kept.
    """
    test = testing.get_test(work.session, work.workspace, test_id)
    if test.state is not TestState.COUNTING:
        return
    persona, kept = pair(work, test.persona, test.survey, _channel(work, test))
    found = {one.line: one for one in findings}
    lines = tuple(
        _with_evidence(work, line, found[line.id], kept.id, kept.name) if _counts(line, found) else line
        for line in persona.lines
    )
    tested = {line.id: line for line in lines if _counts(line, found)}
    rows = told_lines(findings, tested)
    if not rows:
        raise OutOfDate("All lines of this test have been dropped meanwhile. Nothing was changed.")
    after = f"{kept.name}: {counts_words(rows)}"
    persona = desk.keep(work, [Edit(replace(persona, lines=lines), TESTED, after=after)])
    testing.remember(work.session, work.workspace, persona.id, _said(work, test, tested, kept.name))
    testing.save_test(work.session, work.workspace, replace(test, state=TestState.DONE))
    level = level_of_persona(work, persona)
    told = Tested(
        persona.id,
        persona.title,
        kept.name,
        test.among,
        rows,
        level.level,
        acting(work),
        level.missing,
        SAMPLE_WORDS[kept.sample] if kept.sample else "",
    )
    if test.view:
        work.say(told, Target.view(test.view))
    card = card_handle(persona.id)
    if work.stands(card):
        work.say(told, Target.channel(persona.channel, thread=card))
    elif not test.view:
        work.say(told, Target.dm(test.person))


def contradicted(look: Look, persona_id: str, channel: str | None) -> tuple[Persona, tuple[Line, ...]]:
    """The standing lines that data contradicts. Raises NotFound, NotAllowed, OutOfDate where there are none."""
    persona = desk.editable(look, persona_id, channel)
    check_active(persona)
    lines = tuple(line for line in persona.standing if line.verdict is Verdict.CONTRADICTED)
    if not lines:
        raise OutOfDate("No line of this persona is contradicted any more.")
    return persona, lines


def drop(work: Work, persona_id: str, channel: str | None, chosen: Sequence[str], origin: Origin) -> None:
    """The team drops lines that data contradicts; each stands in the history and can be taken back."""
    persona, lines = contradicted(work, persona_id, channel)
    wanted = [line for line in lines if line.id in chosen]
    if not wanted:
        raise BadInput(NONE_CHOSEN, "lines")
    edits: list[Edit] = []
    for line in wanted:
        edits.append(editing.drop(edits[-1].persona if edits else persona, line.id))
    desk.keep(work, edits)
    dropped = "1 line is" if len(wanted) == 1 else f"{len(wanted)} lines are"
    origin.tell(
        work,
        f"{dropped} dropped and kept in the history. Take back with Edit on the card, then Edit the lines.",
    )


def _channel(look: Look, test: LineTest) -> str:
    """Where the persona belongs: whoever began the test there saw it then; owner and facilitator always may."""
    return personas.any_persona(look.session, look.workspace, test.persona).channel


def _counts(line: Line, found: Mapping[str, Finding]) -> bool:
    return line.id in found and not line.dropped


def _with_evidence(work: Work, line: Line, finding: Finding, survey: str, name: str) -> Line:
    before = tuple(one for one in line.evidence if one.kind is not EvidenceKind.SURVEY or one.ref != survey)
    proof = replace(finding.evidence(name, work.now), kind=EvidenceKind.SURVEY, ref=survey)
    return replace(line, evidence=(*before, proof))


def _said(work: Work, test: LineTest, tested: Mapping[str, Line], name: str) -> list[Remembered]:
    """What the person said of each line, for the next survey."""
    return [
        Remembered(
            line,
            test.survey,
            name,
            test.question(match.question).text if match is not None else "",
            match,
            test.person,
            work.now,
        )
        for line in test.lines
        if line in tested
        for match in (test.choices.get(line),)
    ]
