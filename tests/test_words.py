"""Words that officials would not say stand in nothing that the product shows or writes."""

import io
import re
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = "pages ui web charts reports workflow planning storage survey commands"
# Word -> what is said instead.
SAID_OTHERWISE = {"butir": "pertanyaan", "klaim": "jawaban", "setara": "berimbang", "kokoh": "pasti"}
SAID_OTHERWISE |= {"kekokohan": "kepastian", "sidik": "kode keaslian", "butirnya": "pertanyaannya"}
FOREIGN = re.compile(rf"\b({'|'.join(SAID_OTHERWISE)})\b", re.IGNORECASE)
# Words of other people's files, of psychometrics for the experts who use it, and keys of our own form.
OTHERS = {
    "survey/tables/headings.py",
    "survey/layouts/numbered.py",
    "survey/template/layout.py",
    "reports/workbook/item_sheet.py",
}
NAME = re.compile(r"[rbf]*[\"'][\w/.?=-]*[\"']", re.IGNORECASE)  # an address, a key, a file: no sentence
CAPITAL = re.compile(r"[rbf]*[\"'][A-Z]")


def test_a_word_that_an_official_would_not_say_is_said_otherwise():
    said = [
        f"{path.relative_to(ROOT)}:{token.start[0]} {token.string}"
        for floor in FLOORS.split()
        for path in (ROOT / floor).rglob("*.py")
        if str(path.relative_to(ROOT)) not in OTHERS
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.STRING and FOREIGN.search(token.string) and not _is_name(token.string)
    ]
    assert not said, "\n".join([*said, str(SAID_OTHERWISE)])


def _is_name(text: str) -> bool:
    """A key or address: one run of letters without a space that does not open with a capital."""
    return bool(NAME.fullmatch(text)) and not CAPITAL.match(text)


PROVED_AT_HOME = "charts/titles/wording.py"
COUNTED = re.compile(
    r"\b(?:disertai|dengan) bukti\b|\bberbukti atau terverifikasi\b"
    r"|\b(?:jawaban|pertanyaan|indikator|terjawab) berbukti\b",
    re.IGNORECASE,
)


def test_what_counts_as_proved_is_worded_once():
    """A verified value counts without evidence of its own: "disertai bukti" would be untrue of it."""
    said = [
        f"{path.relative_to(ROOT)}:{token.start[0]} {token.string}"
        for floor in FLOORS.split()
        for path in (ROOT / floor).rglob("*.py")
        if str(path.relative_to(ROOT)) != PROVED_AT_HOME
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.STRING and COUNTED.search(token.string)
        if not token.string.startswith('"""')
    ]
    assert not said, "\n".join(said)
