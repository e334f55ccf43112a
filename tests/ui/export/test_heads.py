"""Every file that a page offers names the entry of the audit it is of, or says here why it does not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAYS = ("find_head", "label_file", "list_chain_heads")
# Sites that do not say it themselves: who does, or why there is nothing to say.
ELSEWHERE = {
    ("ui/shared/table.py", "offer_table_csv"): "given `head`",
    ("ui/export/documents.py", "_download"): "tests/reports/test_audit_mark.py, document by document",
    ("pages/keluaran/paket.py", ""): "the package's list of contents: tests/workflow/package",
    ("ui/settings/copies.py", "_offer_download"): "the copy holds the whole record",
    ("pages/mulai/wilayah_opd.py", "show_list_and_forms"): "an empty form",
    ("pages/mulai/wilayah_opd.py", "show_one_opd"): "an empty form",
    ("ui/upload/older_form.py", "show_renewed_form"): "a form to fill, of a file and not of the store",
    ("ui/upload/outcome.py", "_download"): "what is wrong with files that are not stored",
    ("pages/pengaturan/instrumen.py", "show_instrument"): "an instrument, which has a digest of its own",
}


def offered() -> Iterator[tuple[str, str, str]]:
    """File, enclosing function ("" = the page itself) and its source, of every button that gives a file."""
    for folder in ("ui", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            yield from _of_module(path.relative_to(ROOT).as_posix(), text)


def _of_module(name: str, text: str) -> Iterator[tuple[str, str, str]]:
    tree = ast.parse(text)
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("download_button")):
            continue
        around = [one for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0)]
        place = around[0].name if around else ""
        yield name, place, ast.get_source_segment(text, around[0]) if around else text


SITES = {(file, place): source for file, place, source in offered()}


@pytest.mark.parametrize("site", SITES, ids="::".join)
def test_whatever_is_offered_names_its_head(site):
    assert site in ELSEWHERE or any(word in SITES[site] for word in SAYS) or _called_says(*site)


def _called_says(file: str, place: str) -> bool:
    """The head is asked for by another function of the same module that the button calls."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    named = {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    used = {node.id for node in ast.walk(ast.parse(SITES[file, place])) if isinstance(node, ast.Name)}
    return any(word in named[name] for name in used & named.keys() for word in SAYS)


@pytest.mark.parametrize("site", SITES, ids="::".join)
def test_a_workbook_made_on_a_page_has_the_times_of_what_it_tells(site):
    """As documents have (tests/reports/test_locked_documents.py): of a locked period those of the lock.

    The audit trail is of no period.
    """
    source = SITES[site]
    if "selection: Selection" in source and ("write_" in source or "_workbook(" in source):
        assert "stamp_workbook" in source or "make_roadmap_workbook" in source or site in ELSEWHERE


def test_nothing_is_excused_that_is_not_offered():
    assert set(ELSEWHERE) <= set(SITES)
    assert len(SITES) > 10


def test_an_export_that_forgets_its_head_would_fail():
    ((_, place, source),) = _of_module(
        "ui/x.py", "def f():\n    st.download_button('Unduh', make, 'x.csv')\n"
    )
    assert place == "f"
    assert not any(word in source for word in SAYS)


def test_a_table_as_csv_is_made_in_one_place_that_demands_the_head():
    """`make_table_csv` takes the head; nobody writes CSV beside it but the scores and what reads files."""
    known = {"reports/plain_text.py", "reports/scores/csv.py", "reports/readings.py"}
    found = set()
    for folder in ("reports", "ui", "pages", "commands", "workflow", "web"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "write_plain_csv(" in text or "csv.writer(" in text:
                found.add(path.relative_to(ROOT).as_posix())
    assert found == known
