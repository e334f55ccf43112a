"""What the screens show as Markdown is ours or escaped: held over the code itself, so none is forgotten."""

import ast
from pathlib import Path

import pytest

from tests.test_house import ROOT
from tests.ui.markup_calls import find_calls_handed_on
from tests.ui.markup_flow import Flow

SCREENS = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]
BELOW = ("scoring", "reference", "survey", "storage", "planning", "charts", "workflow", "reports")
SAVE = "def save(name: str) -> None:\n    st.toast(name)\n\n\n"
HEAD = "import streamlit as st\nfrom ui.shared.markdown import escape_markdown\n\n\n"


def test_no_text_of_others_reaches_markdown_unescaped():
    others = [file for folder in BELOW for file in (ROOT / folder).rglob("*.py")]
    assert sorted(Flow(SCREENS, others).found) == []


@pytest.mark.parametrize(
    "code",
    [
        "st.markdown(row['name'])",
        "st.metric('Nilai', row.band)",
        "st.button('Simpan', help=str(error))",
        "st.caption(f'Oleh {who}')",
        "st.info(', '.join(row.name for row in rows))",
        "for name in names:\n    st.subheader(name)",
        "said = 'x'\nsaid += row.name\nst.error(said)",
        "lines = []\nlines.append(f'- {row.name}')\nst.markdown('\\n'.join(lines))",
        "st.pills('Pilih', codes, format_func=names.__getitem__)",
        "st.pills('Pilih', codes, format_func=lambda code: names[code])",
        "st.segmented_control('Pilih', list(names))",
        "st.tabs([row.name for row in rows])",
        "st.dataframe(rows, column_config={'a': st.column_config.TextColumn(help=row.name)})",
        "text, action = st.columns(2)\ntext.markdown(row.name)",
        "(st.success if done else st.error)(row.name)",
        "def show(title: str) -> None:\n    st.title(title)\n\n\nshow(row.name)",
        "def words(row) -> str:\n    return f'**{row.name}**'\n\n\nst.markdown(words(one))",
        SAVE + "st.button('x', on_click=save, args=(row.name,))",
        SAVE + "register(save)",
        "st.table({'Judul': instrument.title})",
        "st.html(f'<b>{row.name}</b>')",
        "st.write('x', row.name)",
        "st.progress(0.5, row.name)",
        "st.image(data, caption=row.name)",
        "st.latex(row.name)",
        "@st.dialog(row.name)\ndef ask() -> None:\n    pass",
    ],
)
def test_a_text_of_others_is_found(tmp_path: Path, code):
    assert judged(tmp_path, code)


@pytest.mark.parametrize(
    "code",
    [
        "st.markdown('**Tersimpan**')",
        "st.markdown(escape_markdown(row['name']))",
        "st.caption(f'{len(rows)} baris, {row.share:.1f} persen')",
        "st.info(', '.join(escape_markdown(row.name) for row in rows))",
        "WORDS = {'a': 'Satu'}\nst.info(WORDS[key])",
        "st.selectbox('Pilih', names)",
        "st.pills('Pilih', codes, format_func=lambda code: escape_markdown(names[code]))",
        "def show(title: str) -> None:\n    st.title(title)\n\n\nshow('Beranda')",
        "def show(title: str) -> None:\n    st.title(escape_markdown(title))\n\n\nshow(row.name)",
        "def show(year: int) -> None:\n    st.title(f'Tahun {year}')\n\n\nshow(row.year)",
        "st.text_input('Nama', row.name)",
        "st.code(row.name)",
    ],
)
def test_a_text_of_ours_is_not(tmp_path: Path, code):
    assert judged(tmp_path, code) == []


def test_what_shows_markdown_is_called_where_it_stands():
    handed = {
        file.name: [*find_calls_handed_on(ast.parse(file.read_text(encoding="utf-8")))] for file in SCREENS
    }
    assert {name: found for name, found in handed.items() if found} == {}


@pytest.mark.parametrize(
    "code",
    [
        "show = st.success if done else st.error\nshow(row.name)",
        "for show in (st.info, st.error):\n    show(row.name)",
        "SHOWN = {'a': st.info}",
        "list(map(st.markdown, names))",
        "partial(st.toast, row.name)()",
        "from streamlit import markdown",
        "getattr(st, kind)(row.name)",
        "st.button('x', on_click=st.toast, args=(row.name,))",
    ],
)
def test_a_call_that_is_handed_on_is_found(code):
    assert list(find_calls_handed_on(ast.parse(code)))


def test_one_of_two_calls_may_be_chosen_where_it_is_called():
    assert list(find_calls_handed_on(ast.parse("(st.success if done else st.error)('Tersimpan')"))) == []


def judged(folder: Path, code: str) -> list[str]:
    file = folder / "page.py"
    file.write_text(HEAD + code + "\n", encoding="utf-8")
    return sorted(Flow([file]).found)
