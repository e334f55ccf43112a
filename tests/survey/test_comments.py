"""What stands only in the comment of a cell is read where it is plainly an answer, else asked; never lost."""

import subprocess
import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from survey import read
from survey.answers.file_reading import ReadingContext
from survey.files.reader import read_workbook
from survey.values import SourceFile
from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS

LEAVES = [
    code for code in KESIAPAN.framework.leaves if KESIAPAN.framework.node(code).tags["unit"] == "level"
][:6]
FIRST = 4
AUTHOR = "Budi Santoso"
PLAIN = {
    "number": lambda level: str(level),
    "level": lambda level: f"Level {level}",
    "name": lambda level: KESIAPAN.framework.scale.levels[level - 1],
    "author in front": lambda level: f"{AUTHOR}:\n{level}",
    "author behind": lambda level: f"{level}\n\t-{AUTHOR}",
    "blank lines": lambda level: f"\n {level} \n",
}


def form(answers, comments, name="Nilai"):
    """A form of the first items; `answers` and `comments` by place, None for none."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nama OPD", "Dinas Kesehatan"])
    sheet.append([])
    sheet.append(["No", "Indikator", name])
    for place, code in enumerate(LEAVES):
        sheet.append([place + 1, KESIAPAN.framework.node(code).name, answers.get(place)])
        if comments.get(place):
            sheet.cell(FIRST + place, 3).comment = Comment(comments[place], AUTHOR)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def reading_of(data, name="a.xlsx"):
    read.forget_grids()
    (found,) = read.read_batch([SourceFile(name, data)], ReadingContext(KESIAPAN, NGANJUK, ROSTERS))
    return found


def levels_of(reading):
    return {
        one.indicator: one.value
        for response in reading.responses
        for one in response.answers
        if one.status == "answered"
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.booleans(), st.sampled_from(sorted(PLAIN))), min_size=6, max_size=6
    )
)
def test_a_level_counts_the_same_in_a_cell_and_in_its_comment(drawn):
    answers = {place: level for place, (level, inside, _) in enumerate(drawn) if inside}
    comments = {place: PLAIN[way](level) for place, (level, inside, way) in enumerate(drawn) if not inside}
    reading = reading_of(form(answers, comments))
    assert reading.verdict == "ready"
    assert levels_of(reading) == {
        code: float(level) for code, (level, _, _) in zip(LEAVES, drawn, strict=True)
    }
    said = [one for one in reading.findings if one.code == "W28"]
    assert len(said) == bool(comments)


@pytest.mark.parametrize("text", ["sudah ada SK", "mohon dilengkapi", "3 atau 4", "lihat lampiran"])
def test_a_comment_that_is_no_level_is_asked(text):
    reading = reading_of(form(dict.fromkeys(range(1, 6), 3), {0: text}))
    assert reading.verdict == "confirm"
    assert any(text in one.text for one in reading.questions)


def test_a_comment_beside_an_answer_changes_nothing_and_is_told():
    answers = dict.fromkeys(range(6), 3)
    with_comment = reading_of(form(answers, {2: "5"}))
    assert levels_of(with_comment) == levels_of(reading_of(form(answers, {})))
    assert with_comment.verdict == "ready"
    (said,) = [one for one in with_comment.findings if one.code == "W29"]
    assert said.cell == "C6"
    assert "C6" in said.message


def threaded(data, texts):
    """The workbook with its comments as threads too, as Excel 365 writes them."""
    older, newer = zipfile.ZipFile(BytesIO(data)), BytesIO()
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    said = "".join(
        f'<threadedComment ref="C{FIRST + place}" id="{{{place}}}"><text>{text}</text></threadedComment>'
        for place, text in texts
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    added = (
        f'<Relationship Id="rIdT" Type="{space}" Target="/xl/threadedComments/threadedComment1.xml"/></Rel'
    )
    with zipfile.ZipFile(newer, "w") as written:
        for name in older.namelist():
            part = older.read(name)
            written.writestr(name, part.replace(b"</Rel", added.encode()) if name == rels else part)
        written.writestr(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments xmlns="{space}">{said}</ThreadedComments>',
        )
    return newer.getvalue()


def test_a_thread_is_read_for_its_older_copy():
    older = dict.fromkeys((0, 1), "[Threaded comment]\n\nYour version of Excel allows you to read this")
    data = threaded(form(dict.fromkeys(range(2, 6), 2), older), [(0, "4"), (1, "5"), (1, "sudah dicek")])
    reading = reading_of(data)
    assert levels_of(reading)[LEAVES[0]] == 4.0
    assert LEAVES[1] not in levels_of(reading)
    assert reading.verdict == "confirm"  # the reply makes it more than a level


def test_a_comment_far_from_the_table_is_told_and_nothing_else():
    book = openpyxl.load_workbook(BytesIO(form(dict.fromkeys(range(6), 3), {})))
    book.active["C90"].comment = Comment("5", AUTHOR)
    buffer = BytesIO()
    book.save(buffer)
    reading = reading_of(buffer.getvalue())
    assert reading.verdict == "ready"
    assert set(levels_of(reading).values()) == {3.0}
    assert "W29" in {one.code for one in reading.findings} or "W28" in {one.code for one in reading.findings}


def test_comments_of_ods_are_read_alike(tmp_path):
    source = tmp_path / "a.xlsx"
    source.write_bytes(form({3: 2.0}, {0: "4", 1: "Level 5", 2: "1"}))
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--convert-to",
        "ods",
    ]
    try:
        subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("LibreOffice is not here")
    data = (tmp_path / "a.ods").read_bytes()
    sheet = read_workbook("a.ods", data).sheets[0]
    assert sorted(sheet.commented) == ["C4", "C5", "C6"]
    assert levels_of(reading_of(data, "a.ods")) == dict(zip(LEAVES, (4.0, 5.0, 1.0, 2.0), strict=False))


def ticked(levels, comments, mark="x", blank=None):
    """A form with columns to mark; `comments` by (place, level)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nama OPD", "Dinas Kesehatan"])
    sheet.append(["No", "Indikator", 1, 2, 3, 4, 5])
    for place, code in enumerate(LEAVES):
        name = KESIAPAN.framework.node(code).name
        sheet.append([place + 1, name, *(mark if one == levels.get(place) else blank for one in range(1, 6))])
    for (place, level), text in comments.items():
        sheet.cell(3 + place, 2 + level).comment = Comment(text, AUTHOR)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=6, max_size=6),
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(1, 5)), st.sampled_from(["mohon dicek", "3", "x", "Level 2"])
    ),
    st.sampled_from(["x", "V", "●"]),
)
def test_a_comment_beside_the_mark_of_its_row_is_told_and_never_asked(levels, comments, mark):
    given_levels = dict(enumerate(levels))
    reading = reading_of(ticked(given_levels, comments, mark))
    assert (reading.verdict, reading.questions) == ("ready", ())
    assert levels_of(reading) == {LEAVES[place]: float(level) for place, level in given_levels.items()}
    told = {one.code for one in reading.findings} & {"W28", "W29"}
    assert told == ({"W29"} if comments else set())


@pytest.mark.parametrize("blank", [None, "-", "☐"])
def test_a_mark_in_a_comment_still_answers_a_row_that_has_no_other(blank):
    book = openpyxl.load_workbook(BytesIO(ticked(dict.fromkeys(range(1, 6), 3), {}, blank=blank)))
    book.active["F3"] = None
    book.active["F3"].comment = Comment("x", AUTHOR)
    buffer = BytesIO()
    book.save(buffer)
    reading = reading_of(buffer.getvalue())
    assert levels_of(reading)[LEAVES[0]] == 4.0
    assert "W28" in {one.code for one in reading.findings}
