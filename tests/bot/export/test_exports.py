"""What is taken away, against golden files for a rich, a small and an empty persona. GOLDEN=write writes them anew."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import struct
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.export import asjson, cards, escaping
from bot.export.nouns import SharedCast, SharedPersona, shared
from bot.export.page import page
from bot.export.writing import File, Format, files, format_of
from bot.nouns import (
    Attribution,
    Brought,
    Evidence,
    EvidenceKind,
    HowKnown,
    Level,
    Line,
    Persona,
    Picture,
    Polarity,
    Verdict,
)
from bot.personas.nouns import Doubt
from bot.workshop.splitting.polarity import polarity
from tests.bot.personas.cast import NOON, line, persona, voice

HERE = Path(__file__).parent / "golden"
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "cast.schema.json").read_text("utf-8"))
AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://x","y")</p><script>alert(\'x\')</script> [a](javascript:b) | `c` *d* &amp;'


def rich() -> Persona:
    """Supported, contradicted, doubted, pinned, dropped, denied, in another script, and hostile."""
    proof = Evidence(
        "Spring survey",
        Verdict.SUPPORTED,
        "61 % say so (54 to 68 %)",
        0.61,
        0.54,
        0.68,
        122,
        200,
        NOON,
        ref="s1",
    )
    against = replace(
        proof, verdict=Verdict.CONTRADICTED, words="12 % say so", share=0.12, low=0.08, high=0.17
    )
    heard = Evidence("7 interviews", Verdict.SUPPORTED, "5 of 7 say so", kind=EvidenceKind.INTERVIEWS)
    lines = (
        line(
            "l1",
            "needs",
            "edits photos on trains",
            "U1",
            "U2",
            "U3",
            agree=5,
            asked=6,
            evidence=(proof, heard),
        ),
        line("l2", "traits", "28 to 40, live in cities", "U1", "U2", agree=4, dont_know=2, asked=6),
        line("l3", "pains", "loses half a day chasing invoices", "U1", agree=3, no=2, asked=6),
        line("l4", "pains", "their laptop dies at weddings", "U3", agree=1, asked=6, evidence=(against,)),
        line("l5", "tools", "never prints at home", "U2", agree=2, asked=6, polarity=Polarity.NEG),
        line("l6", "quote", "+1 אני חיה בתיבת הדואר", "U2", agree=1, asked=6),
        line("l7", "objections", HOSTILE, "U1", agree=2, asked=6),
        line("l8", "goals", "nobody thinks so any more", "U1", agree=1, asked=6, dropped=True),
    )
    return persona(*lines, pins=("l3",), picture=Picture(drawn="leaf"), segment="r1:2")


def small() -> Persona:
    """Three people were asked, counts only: no number may split them."""
    lines = (
        line("s1", "needs", "invoices in one press", "U1", "U2", agree=2, no=1, asked=3),
        line("s2", "needs", "one login for all", "U1", "U2", "U3", agree=3, asked=3),
        line("s3", "pains", "phones at night", "U1", agree=1, asked=1),
        Line(
            "s4", "value", "pays yearly", Polarity.POS, evidence=(Evidence("CRM", Verdict.TOO_FEW, "4 told"),)
        ),
        line(
            "s5",
            "tools",
            "a spreadsheet",
            brought=Brought("4 of 5 asked agree · seen 2", 4, 1, 0, 5, ((HowKnown.SEEN, 2),)),
        ),
    )
    made = persona(*lines, name="", role="The office manager")
    return replace(
        made, lines=tuple(replace(item, asked=0, agree=0) if item.id == "s5" else item for item in made.lines)
    )


DOUBTS = (Doubt("l3", "U3", "once a quarter, from what I hear", NOON),)
CASES = {
    "rich": lambda: shared(rich(), Level.STATISTICAL, DOUBTS, "Lumen"),
    "small": lambda: shared(small(), Level.PROTO, (), "Lumen"),
    "empty": lambda: shared(persona(name="Sam", role="", active=False), Level.PROTO),
}


def cast(*names: str) -> SharedCast:
    """A cast of these."""
    return SharedCast(tuple(CASES[name]() for name in names), AT)


def words_of(made: tuple[File, ...]) -> bytes:
    """Everything in these files but the bytes of pictures within."""
    return re.sub(rb"base64,[A-Za-z0-9+/=]+", b"", b"".join(file.data for file in made))


@pytest.mark.parametrize("case", [*CASES, "all", "none"])
@pytest.mark.parametrize("format_", [Format.MARKDOWN, Format.HTML, Format.CSV, Format.JSON])
def test_every_format_reads_as_its_golden_file(case: str, format_: Format) -> None:
    chosen = {"all": list(CASES), "none": []}.get(case, [case])
    (made,) = files(cast(*chosen), format_)
    golden = HERE / f"{case}.{made.name.rpartition('.')[2]}"
    if os.environ.get("GOLDEN") == "write":
        golden.write_bytes(made.data)
    assert made.data == golden.read_bytes()


def test_pictures_are_one_a_persona_with_words_for_those_who_do_not_see_them() -> None:
    twins = replace(
        cast("rich", "small", "empty"), personas=(CASES["rich"](), CASES["rich"](), CASES["empty"]())
    )
    made = files(twins, Format.PNG)
    assert [file.name for file in made] == ["robin.png", "robin-2.png", "sam.png"]
    for file in made:
        assert file.data.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", file.data[16:24])
        assert width == 1100
        assert 300 < height < 8800
    assert "edits photos on trains (supported)" in made[0].alt


@pytest.mark.parametrize("format_", list(Format))
def test_who_said_it_leaves_only_where_the_workshop_was_named(format_: Format) -> None:
    names = {"U1": "Amina Adler", "U2": "Tomas", "U3": "Priya"}
    for attribution in Attribution:
        who = replace(rich(), attribution=attribution)
        made = files(SharedCast((shared(who, Level.PROTO, DOUBTS, "", names),), AT), format_)
        data = words_of(made)
        if format_ is Format.PNG:  # its words as they are drawn
            data = repr(cards.card_lines(shared(who, Level.PROTO, DOUBTS, "", names))).encode()
        for secret in (b"Amina Adler", b"Priya", b"U1", b"U3"):
            named = attribution is Attribution.NAMED and not secret.startswith(b"U")
            assert (secret in data) == named, (attribution, secret)


def test_the_owner_and_inner_ids_never_leave() -> None:
    for format_ in (Format.MARKDOWN, Format.HTML, Format.CSV, Format.JSON):
        data = words_of(files(cast("rich"), format_))
        for secret in (b"U0AMINA", b"C1", b"w1", b"r1:2", b'"s1"'):
            assert secret not in data


def test_no_number_splits_a_group_under_five() -> None:
    lines = {row["text"]: row for row in asjson.as_json(cast("small"))["personas"][0]["statements"]}
    split = lines["invoices in one press"]
    assert (split["agree"], split["no"], split["dont_know"], split["asked"]) == (None, None, None, 3)
    assert split["known"] == {"seen": None}
    assert split["said"] == "3 asked, not of one mind · seen it myself"
    assert lines["one login for all"]["agree"] == 3  # all of them: nobody is split off


def test_json_reads_back_in_as_it_was_and_fits_its_schema() -> None:
    whole = cast(*CASES)
    text = asjson.write(whole)
    jsonschema.validate(json.loads(text), SCHEMA, format_checker=jsonschema.FormatChecker())
    assert asjson.read(text, AT, polarity) == whole
    assert asjson.write(asjson.read(text, AT, polarity)) == text


def test_a_product_file_can_be_read_too() -> None:
    given_file = {
        "product": "Lumen",
        "personas": [
            {
                "name": "Robin",
                "role": "photographer",
                "statements": [
                    {"id": "a", "facet": "pain", "text": "never has wifi"},
                    {"id": "b", "facet": "Shoe size", "text": "44"},
                ],
            }
        ],
    }
    (robin,) = asjson.read(json.dumps(given_file), AT, polarity).personas
    assert (robin.product, robin.level, robin.lines[0].facet) == ("Lumen", Level.PROTO, "pains")
    assert robin.lines[0].polarity is Polarity(polarity("never has wifi", "pains"))
    assert [label for label, _ in robin.by_facet()] == ["Pains", "Shoe size"]
    for format_ in Format:
        assert files(SharedCast((robin,), AT), format_)[0].data


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no list “personas”"),
        ('{"personas": 3}', "no list “personas”"),
        ('{"format": "dramatis-cast", "version": 2, "personas": []}', "version 1"),
        ('{"personas": [3]}', "Persona 1 is not an object"),
        ('{"personas": [{"name": " "}]}', "neither a name nor a role"),
        ('{"personas": [{"name": "x", "statements": 1}]}', "needs a list"),
        (
            '{"personas": [{"name": "x", "statements": [{"text": " "}]}]}',
            "Line 1 of Persona 1 (x) has no text",
        ),
        ('{"personas": [{"name": "x", "level": "divine"}]}', "“divine”"),
        ('{"personas": [{"name": "x", "changed": "May"}]}', "reads like"),
        ('{"personas": [{"name": "x", "statements": [{"text": "y", "agree": -1}]}]}', "whole number"),
        ('{"personas": [{"name": "x", "statements": [{"text": "y", "known": {"luck": 1}}]}]}', "“luck”"),
        ('{"personas": [{"name": "x", "statements": [{"text": "y", "evidence": [{"share": 7}]}]}]}', "share"),
    ],
)
def test_what_is_no_cast_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        asjson.read(text, AT, polarity)
    assert sentence in refused.value.sentence


@given(
    st.text(),
    st.sampled_from(["= ", "=", "+", "-", "@", "\t", "\r", "\n=", " =", "\ufeff=", "\uff1d", "\uff20"]),
)
def test_no_cell_is_a_formula(text: str, start: str) -> None:
    assert escaping.cell(start + text).startswith("'")


@given(st.text(min_size=1, max_size=80))
def test_words_survive_markdown_as_words(text: str) -> None:
    from markdown_it import MarkdownIt  # comes with the test packages

    shown = MarkdownIt("gfm-like", {"linkify": False}).render(f"- {escaping.markdown(text)}")
    words = " ".join(_Words.of(shown).split())
    assert words == escaping.plain(text)
    assert "<script" not in shown


@given(st.text(max_size=80))
def test_words_survive_the_page_as_words(text: str) -> None:
    who = replace(CASES["empty"](), name=f"N{text}")
    assert f"N{escaping.clean(text)}".split() == _Words.of(page(SharedCast((who,), AT)), "h1").split()


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    shown = page(cast(*CASES))
    tags = _Tags()
    tags.feed(shown)
    assert not {"script", "iframe", "object", "link", "form"} & {tag for tag, _ in tags.found}
    for tag, attributes in tags.found:
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href"):
                assert str(value).startswith(("data:image/png", "#"))
    assert "url(" not in shown


def test_hostile_words_stay_words_in_the_table() -> None:
    (made,) = files(cast("rich"), Format.CSV)
    rows = list(csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"))))
    assert {row["line"][:2] for row in rows if "HYPERLINK" in row["line"] or "+1" in row["line"]} == {
        "'=",
        "'+",
    }
    assert len([row for row in rows if row["line"] == "edits photos on trains"]) == 2  # survey and interviews


@pytest.mark.parametrize(
    ("word", "format_"), [("md", Format.MARKDOWN), ("HTML", Format.HTML), (".csv", Format.CSV)]
)
def test_formats_by_their_words(word: str, format_: Format) -> None:
    assert format_of(word) is format_
    assert format_of("docx") is None


def test_a_voice_with_its_own_words_where_names_were_agreed_to() -> None:
    mine = replace(
        line("l1", "needs", "offline"),
        voices=(voice("U1", "no wifi"), voice("U2", "offline")),
        asked=2,
        agree=2,
    )
    told: SharedPersona = shared(
        replace(persona(mine), attribution=Attribution.NAMED), Level.PROTO, (), "", {"U1": "Amina"}
    )
    (made,) = files(SharedCast((told,), AT), Format.MARKDOWN)
    assert "Amina, seen it myself: “no wifi”" in made.data.decode()
    assert "U2, seen it myself\n" in made.data.decode()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.found.append((tag, attrs))


class _Words(HTMLParser):
    """The words between tags; of one kind of tag, where given."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tag, self.inside, self.words = tag, not tag, ""

    @classmethod
    def of(cls, shown: str, tag: str = "") -> str:
        parser = cls(tag)
        parser.feed(shown)
        parser.close()
        return parser.words

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.inside = self.inside or tag == self.tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != self.tag

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data
