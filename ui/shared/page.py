"""The frame of every screen: title, the question it answers, the status of its numbers, the foot."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from storage.period_locks import PeriodLock
from ui.shared import actor, badges, store
from ui.shared.format import format_date, format_shares
from ui.shared.markdown import escape_markdown

FOOT = "Siap Cerdas · skor dipakai untuk perencanaan, bukan perlombaan · data tersimpan di komputer ini"


@dataclass(frozen=True)
class PageStatus:
    """What a page's numbers rest on. Shares 0..1 of the answered indicators; they sum to 1, or are all 0.

    `basis` says in words what shares cannot: values that a table gives of a region without any OPD.
    """

    instrument: str
    locked: bool = False
    claimed: float = 0.0
    agreed: float = 0.0
    verified: float = 0.0
    as_of: date | None = None
    sample: bool = False
    basis: str = ""

    def line(self) -> str:
        """The status as one line of Markdown."""
        parts = [badges.LOCKED if self.locked else badges.PROVISIONAL]
        parts += [badges.SAMPLE] if self.sample else []
        parts.append(" · ".join(self._facts()))
        return " ".join(parts)

    def _facts(self) -> list[str]:
        shares = (("klaim OPD", self.claimed), ("disepakati", self.agreed), ("terverifikasi", self.verified))
        printed = zip(shares, format_shares([share for _, share in shares]), strict=True)
        basis = self.basis or ", ".join(f"{text} {word}" for (word, share), text in printed if share > 0)
        facts = [
            f"Dasar nilai: {escape_markdown(basis)}" if basis else "Belum ada nilai",
            f"instrumen {escape_markdown(self.instrument)}",
        ]
        return facts + ([f"per {format_date(self.as_of)}"] if self.as_of else [])


def show_page_frame(*, projected: bool = False) -> bool:
    """What stands around every page: what is wrong with the store, the actor's name under the menu.

    A projected page asks nothing. Returns whether the page may still ask something in a dialog.
    """
    store.show_store_trouble()
    with st.sidebar:
        actor.ask_actor_name()
    return not projected and not actor.ask_again_who()


def show_page_header(title: str, question: str = "") -> None:
    """The page's title and the question it answers."""
    st.title(title, anchor=False)
    if question:
        st.markdown(f":gray[{question}]")


def show_page_status(state: PageStatus) -> None:
    """The line that says how firm the page's numbers are."""
    st.markdown(state.line())


def show_period_lock_note(lock: PeriodLock) -> None:
    """Who locked the period, when and why, once on every page that shows it: its forms are disabled."""
    said = escape_markdown(lock.describe_lock())
    st.info(
        f"{said}. Periode yang terkunci dapat dilihat dan diunduh, tetapi tidak dapat diubah.",
        icon=":material/lock:",
    )


def show_page_footer(note: str = "") -> None:
    """The foot of a page, with a note of its own before the common one."""
    st.divider()
    st.caption(f"{note} · {FOOT}" if note else FOOT)
