"""A cast as one HTML page for screen and paper: everything within, light and dark, on A4 and Letter, for any script.

The page loads nothing and runs nothing: style and pictures stand in it, and its policy forbids the rest.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from bot.export.escaping import page as esc
from bot.export.nouns import SharedCast, SharedLine, SharedPersona
from bot.export.telling import (
    LEVELS,
    NO_PERSONAS,
    NOTHING,
    PROMISE,
    RETIRED,
    VERDICTS,
    evidence_words,
    made_on,
    voice_words,
)
from bot.nouns import Evidence, Level, Verdict
from bot.pictures.drawn import SHAPES, alt_text, draw

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d1c1d; --faint: #5c5b5d; --rule: #d0d0d3; --track: #eeeef0;
  --main: #0072b2; --good: #00805c; --bad: #b34400; --mixed: #7a5f00; }
@media (prefers-color-scheme: dark) { :root { --paper: #1a1d21; --ink: #f1f1f2; --faint: #b4b6b9; --rule: #4a4d52;
  --track: #2e3136; --main: #56b4e9; --good: #2fc79a; --bad: #ff8a3d; --mixed: #f0e442; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.45rem; line-height: 1.2; margin: 0; }
h3 { font-size: .95rem; color: var(--main); margin: 1.2rem 0 .1rem; break-after: avoid; }
p { margin: .25rem 0; }
.faint { color: var(--faint); }
nav ul { padding-left: 1.2rem; margin: .75rem 0 0; }
a { color: var(--main); }
article { border-top: 4px solid var(--main); padding-top: 1.1rem; margin-top: 2.25rem; }
.top { display: flex; gap: 1rem; align-items: flex-start; break-inside: avoid; break-after: avoid; }
.top img { width: 5rem; height: 5rem; border-radius: .75rem; flex: none; }
.role { font-size: 1.05rem; }
.steps { display: flex; gap: .5rem; list-style: none; padding: 0; margin: .9rem 0 .4rem; break-inside: avoid; }
.steps li { flex: 1; border-top: .4rem solid var(--track); padding-top: .2rem; font-size: .85rem; color: var(--faint); }
.steps .reached { border-color: var(--main); }
.steps .here { color: var(--ink); font-weight: 600; }
.warning { font-style: italic; }
ul.lines { list-style: none; margin: 0; padding: 0; }
ul.lines > li { padding: .4rem 0 .5rem; border-bottom: 1px solid var(--rule); break-inside: avoid; }
ul.lines > li:last-child { border-bottom: 0; }
ul.lines > li:first-child { padding-top: 0; }
li > p.words { margin-top: 0; }
.contradicted .words { text-decoration: line-through; color: var(--faint); }
.more { font-size: .88rem; color: var(--faint); margin: .1rem 0 0; }
.mark { font-weight: 600; }
.supported .mark, .bar.supported { color: var(--good); }
.contradicted .mark, .bar.contradicted { color: var(--bad); }
.mixed .mark, .bar.mixed { color: var(--mixed); }
.bar { display: block; width: 100%; max-width: 22rem; height: .9rem; margin-top: .2rem; }
.bar .track { stroke: var(--track); } .bar .half { stroke: var(--rule); }
.doubt { border-left: 3px solid var(--rule); padding-left: .6rem; }
footer { border-top: 1px solid var(--rule); margin-top: 2rem; padding-top: .75rem; font-size: .85rem;
  color: var(--faint); }
@page { margin: 16mm 15mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #444; --rule: #bbb; --track: #ddd; --main: #005a8f;
    --good: #00634a; --bad: #933700; --mixed: #5f4a00; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav a { color: inherit; text-decoration: none; }
  article { margin-top: 1.5rem; }
  h3 { margin-top: .9rem; }
  ul.lines > li { padding-bottom: .3rem; }
  article + article { break-before: page; margin-top: 0; }
  main > article:first-child { margin-top: 0; }
  footer { break-inside: avoid; break-before: avoid; margin-top: 1rem; padding-top: .4rem; }
}
"""


def page(cast: SharedCast) -> str:
    """A whole document. Personas begin on a new sheet each; a cast of several has a list of them at its top."""
    title = esc(cast.title)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
    ]
    if len(cast.personas) != 1:
        parts += [f'<h1 dir="auto">{title}</h1>', f'<p class="faint">{made_on(cast)}</p>']
        parts.append(_contents(cast) if cast.personas else f"<p>{NO_PERSONAS}</p>")
    for number, persona in enumerate(cast.personas, start=1):
        parts.append(_persona(persona, number, "h1" if len(cast.personas) == 1 else "h2"))
    parts.append(f"<footer><p>{made_on(cast)}. {PROMISE}</p></footer>\n</main>\n</body>\n</html>")
    return "\n".join(parts) + "\n"


def _contents(cast: SharedCast) -> str:
    rows = []
    for number, persona in enumerate(cast.personas, start=1):
        role = f", {esc(persona.role)}" if persona.name and persona.role else ""
        rows.append(f'<li dir="auto"><a href="#p{number}">{esc(persona.title)}</a>{role}</li>')
    return f"<nav><ul>{''.join(rows)}</ul></nav>"


def _persona(persona: SharedPersona, number: int, heading: str) -> str:
    parts = [f'<article id="p{number}">\n<div class="top">{_picture(persona)}<div>']
    parts.append(f'<{heading} dir="auto">{esc(persona.title)}</{heading}>')
    if persona.name and persona.role:
        parts.append(f'<p class="role" dir="auto">{esc(persona.role)}</p>')
    if persona.product:
        parts.append(f'<p class="faint" dir="auto">{esc(persona.product)}</p>')
    if not persona.active:
        parts.append(f"<p><strong>{RETIRED}</strong></p>")
    parts.append(f'</div></div>\n{_steps(persona.level)}\n<p class="warning">{esc(persona.warning)}</p>')
    for label, lines in persona.by_facet():
        parts.append(f'<section>\n<h3>{esc(label)}</h3>\n<ul class="lines">')
        parts += [_line(line) for line in lines]
        parts.append("</ul>\n</section>")
    if not persona.lines:
        parts.append(f"<p>{NOTHING}</p>")
    parts.append("</article>")
    return "\n".join(parts)


def _picture(persona: SharedPersona) -> str:
    if persona.drawn not in SHAPES:
        return ""
    alt = esc(persona.alt or alt_text(persona.drawn))
    return f'<img src="data:image/png;base64,{_drawn(persona.drawn)}" alt="{alt}">'


@lru_cache(maxsize=len(SHAPES))
def _drawn(key: str) -> str:
    return base64.b64encode(draw(key)).decode()


def _steps(level: Level) -> str:
    reached = list(Level).index(level)
    rows = []
    for place, step in enumerate(Level):
        kind = ("reached " if place <= reached else "") + ("here" if place == reached else "")
        current = ' aria-current="step"' if place == reached else ""
        rows.append(f'<li class="{kind.strip()}"{current}>{LEVELS[step]}</li>')
    return f'<ol class="steps" aria-label="Level">{"".join(rows)}</ol>'


def _line(line: SharedLine) -> str:
    parts = [f'<li class="{line.verdict.value}"><p class="words" dir="auto">{esc(line.text)}</p>']
    said = " · ".join(part for part in (esc(line.said), "pinned to the card" if line.pinned else "") if part)
    parts += [f'<p class="more" dir="auto">{said}</p>'] if said else []
    parts += [f'<p class="more" dir="auto">{esc(words)}</p>' for words in voice_words(line)]
    for item in line.evidence:
        word = VERDICTS[item.verdict]
        rest = esc(evidence_words(item).removeprefix(word))
        parts.append(
            f'<div class="{item.verdict.value}"><p class="more" dir="auto"><span class="mark">{word}</span>{rest}</p>'
        )
        parts.append(f"{_bar(item)}</div>")
    for doubt in line.doubts:
        by = f" by {esc(doubt.person)}" if doubt.person else ""
        parts.append(f'<p class="more doubt" dir="auto"><strong>Doubted</strong>{by}: {esc(doubt.why)}</p>')
    return "".join(parts) + "</li>"


def _bar(item: Evidence) -> str:
    """The share and its interval on a scale from nobody to everybody, with a tick at one half."""
    if item.share is None or item.low is None or item.high is None or item.verdict is Verdict.TOO_FEW:
        return ""
    low, at, high = (2 + 296 * min(max(part, 0.0), 1.0) for part in (item.low, item.share, item.high))
    told = f"{item.share:.0%}, from {item.low:.0%} to {item.high:.0%}"
    return (
        f'<svg class="bar {item.verdict.value}" viewBox="0 0 300 14" role="img" aria-label="{told}" '
        'preserveAspectRatio="none">'
        '<path class="track" d="M2 7H298" stroke-width="5" stroke-linecap="round"/>'
        '<path class="half" d="M150 1V13" stroke-width="1.5"/>'
        f'<path d="M{low:.1f} 7H{high:.1f}" stroke="currentColor" stroke-width="4"/>'
        f'<path d="M{at:.1f} 2V12" stroke="currentColor" stroke-width="4"/></svg>'
    )
