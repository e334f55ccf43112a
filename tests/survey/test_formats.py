"""Formats besides .xlsx, as bytes to grids: what stands in the cells and what readers alone would lose."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files import html, limits, reader, xml2003
from survey.files.preflight import RefusalError
from tests.shared import SHARED, needs_shared
from tests.survey.making import book

HARD = SHARED / "corpus" / "hard"


def packed(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in entries.items():
            bundle.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def page(text):
    (sheet,) = reader.read_workbook("a.xls", text.encode()).sheets
    return sheet


# Web pages


def test_a_page_is_one_sheet_with_its_titles_and_tables():
    sheet = page(
        "<html><head><title>x</title><style>td{}</style></head><body><h3>Survei OPD</h3>Kab. Nganjuk<br>2026"
        "<table border=1><tr><th>No<th>Nilai</tr><tr><td>1<td>4</tr></table>"
        "<table><tr><td>a</td><td>&eacute; &lt;b&gt;&nbsp;c</td></tr></table>"
    )
    assert sheet.rows == (
        ("Survei OPD",),
        ("Kab. Nganjuk 2026",),
        (),
        ("No", "Nilai"),
        ("1", "4"),
        (),
        ("a", "é <b> c"),
    )


def test_spanning_cells_keep_the_columns_of_the_rows_below():
    sheet = page(
        "<table><tr><th rowspan=2>No</th><th colspan='2'>Nilai</th><th rowspan=2>Ket</th></tr>"
        "<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>"
    )
    assert sheet.rows == (("No", "Nilai", None, "Ket"), (None, "A", "B"), ("1", "2", "3", "4"))
    assert set(sheet.merges) == {(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)}


def test_an_inner_table_follows_the_row_that_holds_it():
    sheet = page("<table><tr><td>Judul<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>")
    assert [row for row in sheet.rows if row] == [("Judul",), ("a", "b")]


def test_spans_beyond_reason_cost_nothing():
    sheet = page("<table>" + "<tr><td colspan=99999999 rowspan=100000>x</td><td>y</td></tr>" * 3000)
    assert sheet.width <= limits.COLUMNS


@given(st.text(alphabet="<>/tabledrh &#x=\"'1!-", max_size=300))
def test_no_markup_raises(text):
    rows, _ = html.read_html_rows(text.encode())
    assert isinstance(list(rows), list)


# XML Spreadsheet 2003


def test_xml_spreadsheet_2003():
    (sheet,) = reader.read_workbook(
        "a.xls",
        b"""<?xml version="1.0"?>
<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<ss:Worksheet ss:Name="Isian"><ss:Table>
<ss:Row><ss:Cell ss:MergeAcross="1"><ss:Data ss:Type="String">Judul</ss:Data></ss:Cell>
<ss:Cell><ss:Data ss:Type="Boolean">1</ss:Data></ss:Cell></ss:Row>
<ss:Row ss:Index="3" ss:Hidden="1"><ss:Cell ss:Index="2"><ss:Data ss:Type="Number">2.5</ss:Data></ss:Cell>
<ss:Cell ss:Formula="=1/0"><ss:Data ss:Type="Error">#DIV/0!</ss:Data></ss:Cell>
<ss:Cell ss:Formula="=A1"/></ss:Row>
</ss:Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet></ss:Workbook>""",
    ).sheets
    assert (sheet.name, sheet.visible) == ("Isian", False)
    assert sheet.rows == (("Judul", None, True), (), (None, 2.5))
    assert (sheet.merges, sheet.hidden_rows) == (((0, 0, 0, 1),), {3})
    assert (sheet.errors, sheet.uncomputed) == ({"C3": "#DIV/0!"}, {"D3"})


def test_broken_xml_is_refused():
    with pytest.raises(RefusalError) as caught:
        xml2003.read_xml2003_sheets(
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>'
        )
    assert caught.value.code == "E04"


# OpenDocument


def ods(body, **more):
    spaces = "".join(
        f' xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "style", "calcext", "dc")
    )
    content = f"<office:document-content{spaces}><office:body><office:spreadsheet>{body}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(mimetype=kind, content_xml=content, **more)


def test_an_ods_says_what_readers_lose():
    (sheet,) = reader.read_workbook(
        "a.ods",
        ods(
            '<table:table table:name="T"><table:table-row>'
            '<table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p>'
            "</table:table-cell>"
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
            ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
            '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>'
            '<table:table-row table:visibility="filter" table:number-rows-repeated="2">'
            '<table:table-cell office:value-type="string" table:number-columns-repeated="3">'
            "<office:annotation><text:p>catatan</text:p></office:annotation><text:p>a</text:p><text:p>b</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        ),
    ).sheets
    assert sheet.rows[0][0] == 4.0
    assert sheet.rows[1] == sheet.rows[2] == ("a\nb",) * 3
    assert (sheet.errors, sheet.uncomputed, sheet.hidden_rows) == ({"B1": "#DIV/0!"}, {"C1"}, {2, 3})


def test_a_far_cell_of_an_ods_is_cut_and_said():
    (sheet,) = reader.read_workbook(
        "a.ods",
        ods(
            '<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string">'
            "<text:p>a</text:p></table:table-cell></table:table-row>"
            '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell office:value-type="boolean"'
            ' office:boolean-value="true"/></table:table-row></table:table>'
        ),
    ).sheets
    assert sheet.rows == (("a",),)
    assert "1048576 baris" in sheet.trimmed


def test_a_value_repeated_without_end_is_cut():
    (sheet,) = reader.read_workbook(
        "a.ods",
        ods(
            '<table:table table:name="T"><table:table-row table:number-rows-repeated="999999">'
            '<table:table-cell office:value-type="float" office:value="1"'
            ' table:number-columns-repeated="16384"/>'
            "</table:table-row></table:table>"
        ),
    ).sheets
    assert "berulang" in sheet.trimmed
    assert 0 < sum(map(len, sheet.rows)) <= limits.REPEATED + limits.COLUMNS


# .xls and .xlsb of other projects


def read_hard(name):
    return reader.read_workbook(name, (HARD / name).read_bytes())


@needs_shared
def test_error_cells_of_an_old_workbook():
    sheet = read_hard("sheetjs-biff5__ErrorTypes.xls").sheets[0]
    assert sheet.errors["A2"] == "#NULL!"
    assert set(sheet.errors.values()) >= {"#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


@needs_shared
def test_hidden_rows_are_the_same_in_three_formats():
    found = {
        kind: [len(sheet.hidden_rows) for sheet in read_hard(f"sheetjs__AutoFilter.{kind}").sheets]
        for kind in ("xls", "xlsb", "ods")
    }
    assert found["xls"] == found["xlsb"] == found["ods"]
    assert sum(found["xls"]) > 50


@needs_shared
@pytest.mark.parametrize("name", ["sheetjs__AutoFilter.xlsb", "calamine__any_sheets.xlsb"])
def test_our_own_xlsb_cells_are_calamines(name):
    data = (HARD / name).read_bytes()
    first = tuple(reader._calamine(data, {}))
    second = tuple(reader._xlsb(data, {}))
    assert [(sheet.name, sheet.rows) for sheet in second] == [(sheet.name, sheet.rows) for sheet in first]


@needs_shared
@pytest.mark.parametrize("path", sorted(HARD.glob("*.ods")), ids=lambda path: path.name)
def test_our_own_ods_cells_are_calamines(path):
    try:
        first = tuple(reader._calamine(path.read_bytes(), {}))
    except Exception:
        pytest.skip("calamine does not open it")
    second = tuple(reader._ods(path.read_bytes(), {}))
    assert [sheet.name for sheet in second] == [sheet.name for sheet in first]
    different = [
        (cell, other)
        for ours, theirs in zip(second, first, strict=True)
        for row, line in zip(ours.rows, theirs.rows, strict=True)
        for cell, other in zip(row, line, strict=True)
        if cell != other
    ]
    # Calamine writes the fraction of a second in full.
    assert all(str(other).startswith(str(cell)) for cell, other in different)


def far_xlsb(data):
    """The first sheet with its last row's number set to the last there is."""
    source = zipfile.ZipFile(io.BytesIO(data))
    part = source.read("xl/worksheets/sheet1.bin")
    buffer = io.BytesIO()
    from survey.files.xlsb_scan import ROW, _records

    last = [content for kind, content in _records(part) if kind == ROW][-1]
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name in source.namelist():
            moved = part.replace(last, struct.pack("<I", 1_048_575) + last[4:])
            bundle.writestr(name, moved if name == "xl/worksheets/sheet1.bin" else source.read(name))
    return buffer.getvalue()


@needs_shared
def test_a_far_row_of_an_xlsb_is_cut_and_said():
    sheet = reader.read_workbook("a.xlsb", far_xlsb((HARD / "sheetjs__AutoFilter.xlsb").read_bytes())).sheets[
        0
    ]
    assert "1048576 baris" in sheet.trimmed
    assert sheet.rows[0][0] == "Code"


# .xlsx


def test_macros_are_known_in_a_workbook():
    buffer = io.BytesIO(book(("L", [["a"]])))
    with zipfile.ZipFile(buffer, "a") as bundle:
        bundle.writestr("xl/vbaProject.bin", b"makro")
    assert reader.read_workbook("a.xlsm", buffer.getvalue()).macros


def test_a_sheet_with_a_merge_nobody_can_read_is_read_without_it():
    source = zipfile.ZipFile(io.BytesIO(book(("L", [["a", 1.0]]), merges=[("A3:B3", "x")])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name in source.namelist():
            bundle.writestr(name, source.read(name).replace(b'"A3:B3"', b'"A:A"'))
    found = reader.read_workbook("a.xlsx", buffer.getvalue())
    assert found.reader != "calamine"
    assert found.sheets[0].rows[0] == ("a", 1.0)


def test_a_formula_whose_result_is_an_empty_text_was_computed():
    source = zipfile.ZipFile(io.BytesIO(book(("L", [["a"]]), formulas={"B1": ("=A1", 7)})))
    for result, found in ((b' t="str"><f>A1</f><v></v>', set()), (b"><f>A1</f>", {"B1"})):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as bundle:
            for name in source.namelist():
                bundle.writestr(name, source.read(name).replace(b"><f>A1</f><v>7</v>", result))
        assert reader.read_workbook("a.xlsx", buffer.getvalue()).sheets[0].uncomputed == found


def with_sheets(*tags):
    """One sheet in the workbook's list under these tags."""
    source = zipfile.ZipFile(io.BytesIO(book(("L", [["a", 1.0]]))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name in source.namelist():
            one = b'<sheet name="L" sheetId="1" r:id="rId1"/>'
            bundle.writestr(name, source.read(name).replace(one, b"".join(tags) or one))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "tags",
    [
        [b'<sheet name="%d" sheetId="%d" r:id="rId1"/>' % (number, number) for number in (1, 2)],
        [b'<sheet name="L" sheetId="1" r:id="rId1"/>'] * 2,
        [b'<sheet name="L" sheetId="1" r:id="rId1"/>'] * (limits.SHEETS + 1),
    ],
    ids=["one part under two names", "one sheet twice", "one sheet without end"],
)
def test_a_list_of_sheets_that_multiplies_the_work_is_refused(tags):
    assert reader.read_workbook("a.xlsx", with_sheets()).sheets[0].rows == (("a", 1.0),)
    with pytest.raises(RefusalError) as caught:
        reader.read_workbook("a.xlsx", with_sheets(*tags))
    assert caught.value.code == "E09"
