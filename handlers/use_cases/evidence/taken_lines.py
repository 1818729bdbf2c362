"""Lines that come out of interviews and feedback: taken by whoever may edit a persona, else proposed to its owner."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bot.errors import BadInput, OutOfDate
from bot.evidence.interviews.kept import KeptQuote
from bot.evidence.messages import ProposedLine
from bot.facets import FACETS
from bot.nouns import Evidence, EvidenceKind, Line, Persona, Polarity, Statement, Verdict
from bot.personas.editing import Edit, check_active, check_editor
from bot.personas.forms import LINE_LIMIT, line_problems
from bot.workshop.forms import tidy
from bot.workshop.splitting import polarity
from handlers.use_cases.engine import group_statements
from handlers.use_cases.personas import desk
from handlers.use_cases.personas.heard import heard_anew
from handlers.use_cases.work import Look, Target, Work, acting
from storage import interviews as kept
from storage import personas, proposals

TOOK = "took a line from {source}"
TAKEN, LEFT = "Taken as a line.", "Left. Nothing of it is kept."
HAS_IT = "Nothing new: the persona has a line that says it already; what speaks for it was added there."


@dataclass(frozen=True)
class Proof:
    """What a proposed line rests on: a quote of an interview, or the counts of a theme. `source`: in words."""

    source: str
    quote: KeptQuote | None = None
    evidence: Evidence | None = None

    @property
    def ref(self) -> str:
        """The interview or feedback file it comes from."""
        if self.quote is not None:
            return self.quote.interview
        return self.evidence.ref if self.evidence is not None else ""

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        made: dict[str, Any] = {"source": self.source}
        if self.quote is not None:
            made["quote"] = {**asdict(self.quote), "day": self.quote.day.isoformat()}
        if self.evidence is not None:
            made["evidence"] = {**asdict(self.evidence), "at": None}
        return made

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Proof:
        """From what `to_json` gave."""
        quote, evidence = data.get("quote"), data.get("evidence")
        return cls(
            data["source"],
            KeptQuote(**{**quote, "day": date.fromisoformat(quote["day"])}) if quote else None,
            Evidence(
                **{
                    **evidence,
                    "verdict": Verdict(evidence["verdict"]),
                    "kind": EvidenceKind(evidence["kind"]),
                }
            )
            if evidence
            else None,
        )


def with_taken(
    work: Work, persona: Persona, facet: str, text: str, proof: Proof
) -> tuple[Persona, str, bool]:
    """The persona with a line more and its proof, or the proof on the line that says it already.

    Returns it with the id of that line and whether it is new. Quotes are kept here; nothing else is saved.
    """
    words = fitting(text)
    problems = line_problems(words)
    if facet not in FACETS or problems:
        raise BadInput(problems.get("text", "Choose what it is about."), "text")
    line = _same_line(persona, facet, words)
    is_new = line is None
    if line is None:
        position = max((item.position for item in persona.lines), default=-1) + 1
        line = Line(work.new_id(), facet, words, Polarity(polarity(words, facet)), position=position)
        persona = replace(persona, lines=(*persona.lines, line))
    if proof.quote is not None:
        quote = replace(proof.quote, persona=persona.id, line=line.id)
        kept.add_quotes(work.session, work.workspace, [quote])
    elif proof.evidence is not None:
        persona = with_evidence(persona, line.id, replace(proof.evidence, at=work.now))
    return heard_anew(work, persona), line.id, is_new


def with_evidence(persona: Persona, line_id: str, evidence: Evidence) -> Persona:
    """Evidence of a file on a line, in the place of what the same file said of it before."""

    def grown(line: Line) -> Line:
        if line.id != line_id:
            return line
        others = tuple(
            item for item in line.evidence if not (item.kind is evidence.kind and item.ref == evidence.ref)
        )
        return replace(line, evidence=(*others, evidence))

    return replace(persona, lines=tuple(grown(line) for line in persona.lines))


def fitting(text: str) -> str:
    """People's words as a line can hold them: whole sentences where they fit, else cut with an ellipsis."""
    from bot.evidence.interviews.quotes import sentences

    words = tidy(text)
    if len(words) <= LINE_LIMIT:
        return words
    whole = ""
    for sentence in sentences(words):
        grown = f"{whole} {sentence}".strip()
        if len(grown) > LINE_LIMIT:
            break
        whole = grown
    return whole or words[: LINE_LIMIT - 1].rstrip() + "…"


def _same_line(persona: Persona, facet: str, text: str) -> Line | None:
    """The standing line of the same facet that says the same, if there is one."""
    standing = [line for line in persona.standing if line.facet == facet]
    exact = next((line for line in standing if line.text.casefold() == text.casefold()), None)
    if exact is not None or not standing:
        return exact
    statements = [Statement(line.id, facet, line.text, line.polarity) for line in standing]
    statements.append(Statement("new", facet, text, Polarity(polarity(text, facet))))
    mine = len(standing)
    places = next(
        (group for group in group_statements(statements, frozenset()).groups if mine in group), (mine,)
    )
    return next((standing[place] for place in places if place != mine), None)


# Proposed to the owner


def propose(work: Work, persona: Persona, facet: str, text: str, proof: Proof) -> None:
    """The owner is asked in their DM whether the line is taken."""
    person = acting(work)
    proposal = proposals.Proposal(
        work.new_id(),
        persona.id,
        facet,
        fitting(text),
        person,
        work.now,
        json.dumps(proof.to_json()),
        proof.ref,
    )
    proposals.add(work.session, work.workspace, proposal)
    work.say(_message(persona, proposal, proof.source), Target.dm(persona.owner, handle=_handle(proposal.id)))


def take(work: Work, proposal_id: str) -> None:
    """The owner takes a proposed line."""
    persona, proposal = _to_decide(work, proposal_id)
    check_active(persona)
    proof = Proof.from_json(json.loads(proposal.proof))
    grown, line, is_new = with_taken(work, persona, proposal.facet, proposal.text, proof)
    proposals.remove(work.session, work.workspace, [proposal.id])
    words = proposal.text if is_new else next(item.text for item in grown.lines if item.id == line)
    desk.keep(work, [Edit(grown, TOOK.format(source=proof.source), after=words)])
    _decided(work, persona, proposal, proof.source, TAKEN if is_new else HAS_IT)


def leave(work: Work, proposal_id: str) -> None:
    """The owner leaves a proposed line: its words go."""
    persona, proposal = _to_decide(work, proposal_id)
    source = Proof.from_json(json.loads(proposal.proof)).source
    proposals.remove(work.session, work.workspace, [proposal.id])
    _decided(work, persona, replace(proposal, text=""), source, LEFT)


def withdraw(work: Work, ref: str, why: str) -> None:
    """What was proposed out of an interview or file that was deleted is proposed no longer."""
    for proposal in proposals.of_source(work.session, work.workspace, ref):
        persona = personas.any_persona(work.session, work.workspace, proposal.persona)
        source = Proof.from_json(json.loads(proposal.proof)).source
        proposals.remove(work.session, work.workspace, [proposal.id])
        _decided(work, persona, replace(proposal, text=""), source, why)


def _to_decide(look: Look, proposal_id: str) -> tuple[Persona, proposals.Proposal]:
    proposal = proposals.get(look.session, look.workspace, proposal_id)
    if proposal is None:
        raise OutOfDate("That has been decided already.")
    # The owner's own message brought them here, so the private channel of the persona is not asked for again.
    persona = personas.any_persona(look.session, look.workspace, proposal.persona)
    check_editor(persona, look.person, desk.facilitator_of(look, persona))
    return persona, proposal


def _decided(work: Work, persona: Persona, proposal: proposals.Proposal, source: str, word: str) -> None:
    work.say(_message(persona, proposal, source, word), Target.update(_handle(proposal.id)))


def _message(persona: Persona, proposal: proposals.Proposal, source: str, decided: str = "") -> ProposedLine:
    return ProposedLine(
        proposal.id,
        persona.title,
        FACETS[proposal.facet].label,
        proposal.text,
        source,
        proposal.person,
        decided,
    )


def _handle(proposal: str) -> str:
    return f"proposed:{proposal}"
