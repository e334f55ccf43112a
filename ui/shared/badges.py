"""Status words with their colours, as Markdown that any Streamlit text takes. Colour never stands alone."""

from reference import period_words
from ui.shared.markdown import escape_markdown

SAMPLE = f":violet-badge[:material/science: {period_words.SAMPLE_LABEL}]"
PROVISIONAL = f":orange-badge[{period_words.PROVISIONAL}]"
LOCKED = f":green-badge[:material/lock: {period_words.LOCKED}]"
EVIDENCE_MISSING = ":gray-badge[Bukti belum ada]"
PASSED = ":green-badge[:material/check: Lulus]"
ATTENTION = ":orange-badge[:material/priority_high: Perlu perhatian]"

VERDICTS = {
    "ready": ":green-badge[:material/check: Siap dinilai]",
    "confirm": ":orange-badge[:material/help: Perlu konfirmasi]",
    "refused": ":red-badge[:material/close: Ditolak]",
    "waiting": ":gray-badge[:material/schedule: Belum mengirim]",
}
SOURCES = {
    "claimed": ":gray-badge[Jawaban OPD]",
    "agreed": ":blue-badge[Disepakati]",
    "verified": ":green-badge[Terverifikasi]",
    "": ":gray-badge[Belum ada data]",
}
# Without colour, for tables and files.
SEVERITY_WORDS = {"error": "Harus diperbaiki", "warning": "Periksa", "info": "Keterangan"}


def text_badge(text: str, color: str = "gray") -> str:
    """A badge of any text, shown as it was written."""
    return f":{color}-badge[{escape_markdown(text)}]"
