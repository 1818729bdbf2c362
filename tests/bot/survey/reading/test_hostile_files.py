"""Files that must be refused, or read with a warning, quickly and in little memory, and never run or fetched."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from bot.errors import SurveyRefused
from bot.survey.reading import Limits, read_survey

HEADER = "Timestamp,What is your role?,How satisfied are you?,Any comments?\n"
ROLES = ("Engineer", "Manager", "Designer")
MOODS = ("Dissatisfied", "Neutral", "Satisfied")


def table(rows: int = 30, comment: str = "") -> str:
    """A small Google Forms export."""
    return HEADER + "".join(
        f"2025-01-{1 + at % 28:02d} 10:00:00,{ROLES[at % 3]},{MOODS[at % 3]},{comment}\n"
        for at in range(rows)
    )


def workbook(rows: int = 30) -> bytes:
    """The same as a workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for at, line in enumerate(table(rows).splitlines()):
        page.write_row(at, 0, line.split(","))
    book.close()
    return out.getvalue()


def with_parts(
    data: bytes, add: dict[str, bytes] | None = None, change: dict[str, tuple[bytes, bytes]] | None = None
) -> bytes:
    """A zip with parts added and texts in parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if change and part.filename in change:
                before, after = change[part.filename]
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(part.filename, content)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def reason(data: bytes, name: str = "survey.csv", limits: Limits | None = None) -> str:
    """Why a file is refused; every refusal is one sentence that ends in a full stop."""
    with pytest.raises(SurveyRefused) as refusal:
        read_survey(data, name, limits=limits or Limits())
    assert refusal.value.sentence.endswith(".")
    assert "Traceback" not in refusal.value.sentence
    return refusal.value.reason


def words(data: bytes, name: str = "survey.csv") -> set[str]:
    """The warning words of a file that is read."""
    return {warning.split(":")[0] for warning in read_survey(data, name).warnings}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        (HEADER.encode(), "no_responses"),
        (HEADER.strip().encode(), "no_responses"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_a_survey"),
        (b"%PDF-1.7 ...", "not_a_survey"),
        (b'{"responses": [{"a": 1}]}', "not_a_survey"),
        (b"0.1,0.2,0.3\n0.4,0.5,0.6\n0.7,0.8,0.9\n", "not_a_survey"),
        (b"Dear team,\nit went well, I think, all in all; see below.\n\nBest,\nAnna\n" * 3, "not_a_survey"),
        (b"<html><body><form>Please log in</form></body></html>", "wrong_type"),
        (b"$FL2@(#) nonsense", "corrupt"),
        (b"PK\x03\x04 nonsense", "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nonsense", "corrupt"),
    ],
)
def test_what_is_no_survey_is_refused_with_a_reason(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_a_workbook_cut_short_is_corrupt() -> None:
    assert reason(workbook()[:2000], "survey.xlsx") == "corrupt"


def test_entities_are_refused_before_anything_parses_them() -> None:
    for declaration in (b'<!DOCTYPE x [<!ENTITY a "b">]>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'):
        data = with_parts(
            workbook(), change={"xl/worksheets/sheet1.xml": (b"<worksheet", declaration + b"<worksheet")}
        )
        assert reason(data, "survey.xlsx") == "xml_entities"


def test_paths_that_lead_out_of_a_zip_are_refused() -> None:
    assert reason(with_parts(workbook(), {"../../tmp/x.txt": b"x"}), "survey.xlsx") == "unsafe"


def test_macros_and_links_are_named_but_never_run() -> None:
    assert "macros" in words(with_parts(workbook(), {"xl/vbaProject.bin": b"x"}), "survey.xlsm")
    assert "external_links" in words(
        with_parts(workbook(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "survey.xlsx"
    )


def test_a_part_larger_than_it_says_is_a_bomb() -> None:
    data = bytearray(with_parts(workbook(), {"xl/extra.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    at = data.rfind(b"xl/extra.xml") - 46
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert reason(bytes(data), "survey.xlsx") in ("zip_bomb", "corrupt")


def test_one_file_in_a_zip_is_read_and_two_are_not_chosen_between() -> None:
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w") as archive:
        archive.writestr("answers.csv", table())
    assert read_survey(one.getvalue(), "answers.csv.zip").respondents == 30
    with zipfile.ZipFile(one, "a") as archive:
        archive.writestr("more.csv", table())
    assert reason(one.getvalue(), "answers.zip") == "unsupported"


def test_a_wrong_name_is_only_a_warning() -> None:
    assert "wrong_extension" in words(workbook(), "survey.csv")
    assert "wrong_extension" in words(table().encode(), "survey.xlsx")


def test_a_table_in_a_web_page_is_read_and_its_script_is_not() -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split(",")) + "</tr>"
        for line in table().splitlines()
    )
    survey = read_survey(
        f"<html><script>alert(1)</script><table>{rows}</table></html>".encode(), "survey.xls"
    )
    assert survey.respondents == 30
    assert "html" in survey.warnings


def test_a_quotation_mark_nobody_closed_loses_no_rows() -> None:
    lines = table(30).splitlines()
    lines[9] = lines[9] + '"never closed'
    lines[14] = lines[14].rstrip(",") + ',"fine, really"'
    survey = read_survey("\n".join(lines).encode(), "survey.csv")
    assert survey.respondents == 30
    assert "quotes" in survey.warnings


def test_answers_over_several_lines_are_no_broken_quotes() -> None:
    data = table(30).replace("Satisfied,\n", 'Satisfied,"first\nsecond, with a comma\nthird"\n')
    survey = read_survey(data.encode(), "survey.csv")
    assert survey.respondents == 30
    assert "quotes" not in survey.warnings


def test_a_stray_cell_far_below_costs_nothing() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for at, line in enumerate(table(30).splitlines()):
        page.write_row(at, 0, line.split(","))
    page.write(1_040_000, 0, " ")
    book.close()
    assert read_survey(out.getvalue(), "survey.xlsx").respondents == 30


def test_formulas_are_text_and_counted() -> None:
    survey = read_survey(table(30, "=1+1").encode(), "survey.csv")
    assert "formula_cells:30" in survey.warnings


def test_too_wide_and_too_large_are_refused() -> None:
    wide = ",".join(f"c{at}" for at in range(9_000))
    assert reason(f"{wide}\n{wide}\n".encode()) == "too_many_columns"
    assert reason(table(200).encode(), limits=Limits(file_bytes=1000)) == "too_large"


LARGE = {
    "zip_bomb": ("survey.xlsx", {"zip_bomb"}),
    "columns_100k": ("survey.csv", {"too_many_columns"}),
    "cell_50mb": ("survey.csv", {"too_large"}),
    "one_line_30mb": ("survey.csv", {"too_large"}),
    "quotes_20mb": ("survey.csv", {"malformed", "too_large", "not_a_survey"}),
    "rows_400k": ("survey.csv", {"read 400000"}),
}


def large(kind: str, path: Path) -> None:
    """Writes one of the large hostile files."""
    if kind == "zip_bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            with zipfile.ZipFile(io.BytesIO(workbook(3))) as whole:
                for part in whole.infolist():
                    if "sheet1" not in part.filename:
                        archive.writestr(part.filename, whole.read(part))
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
                stream.write(b"<worksheet><sheetData>")
                for _ in range(400):
                    stream.write(b" " * 1_000_000)
    elif kind == "columns_100k":
        path.write_text(
            ",".join(f"c{at}" for at in range(100_000)) + "\n" + ",".join("1" for _ in range(100_000)) + "\n"
        )
    elif kind == "cell_50mb":
        path.write_text("a,b\n1," + "x" * 50_000_000 + "\n")
    elif kind == "one_line_30mb":
        path.write_text("lorem ipsum " * 2_500_000)
    elif kind == "quotes_20mb":
        path.write_text('a,b\n"' + '"' * 20_000_000)
    else:
        path.write_text(table(400_000))


@pytest.mark.slow
@pytest.mark.parametrize("kind", LARGE)
def test_large_hostile_files_end_soon_in_little_memory(kind: str, tmp_path: Path) -> None:
    name, expected = LARGE[kind]
    path = tmp_path / name
    large(kind, path)
    program = (
        "import json, re, sys, time\n"
        "from pathlib import Path\n"
        "from bot.errors import SurveyRefused\n"
        "from bot.survey.reading import read_survey_file\n"
        "started = time.process_time()\n"
        "try: said = f'read {read_survey_file(Path(sys.argv[1])).respondents}'\n"
        "except SurveyRefused as error: said = error.reason\n"
        "seconds = time.process_time() - started\n"
        "status = Path('/proc/self/status')\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', status.read_text()) if status.exists() else None\n"
        "print(json.dumps([said, seconds, int(peak.group(1)) / 1024 if peak else 0]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    said, seconds, megabytes = json.loads(done.stdout)
    assert said in expected
    assert megabytes < (1000 if said.startswith("read") else 300), megabytes
    assert seconds < (60 if said.startswith("read") else 8), seconds
