"""What happens to forms on their way: the mistakes people make, done to the bytes of a good workbook."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from survey.template import layout

ANSWERS_PART, NAMES_PART, STRINGS_PART = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
_MEANINGLESS_NAME = "Sheet1"


def type_text(data: bytes, text: str) -> bytes:
    """Somebody pasted a text over the first numeric answer, past its dropdown."""
    cell = f't="inlineStr"><is><t>{text}</t></is></c>'
    return _edit(data, ANSWERS_PART, lambda xml: _replace_answer(xml, cell))


def break_formula(data: bytes) -> bytes:
    """Somebody computed the first numeric answer, and the formula divides by zero."""
    cell = 't="e"><f>1/0</f><v>#DIV/0!</v></c>'
    return _edit(data, ANSWERS_PART, lambda xml: _replace_answer(xml, cell))


def rename_answers(data: bytes) -> bytes:
    """Somebody renamed the sheet Jawaban."""
    return _edit(data, NAMES_PART, lambda xml: xml.replace(layout.ANSWER_SHEET, _MEANINGLESS_NAME))


def forget_meta(data: bytes, name: str, short: str) -> bytes:
    """Somebody copied the sheets into a new workbook and wrote the OPD's name their own way."""
    entry = re.compile(rf'<sheet name="{layout.META_SHEET}"[^>]*/>')
    data = _edit(data, NAMES_PART, lambda xml: entry.sub("", xml))
    return _edit(data, STRINGS_PART, lambda xml: xml.replace(name, short))


def _replace_answer(xml: str, cell: str) -> str:
    answer = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"><v>[1-5]</v></c>')
    return answer.sub(lambda found: f'<c r="{found[1]}" s="{found[2]}" {cell}', xml, count=1)


def _edit(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed; the same input gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                content = change(content.decode("utf-8")).encode("utf-8")
            target.writestr(entry, content)
    return out.getvalue()
