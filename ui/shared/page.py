"""The head of every page: its name, the question it answers, and how firm its numbers are."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import StopException

from storage.period_locks import PeriodLock
from ui.frame import menu
from ui.shared import actor, badges, filters, store
from ui.shared.format import format_count, format_date
from ui.shared.markdown import escape_markdown

HEAD, ANSWER = "kepala", "jawaban_halaman"


@dataclass(frozen=True)
class PageStatus:
    """What a page's numbers rest on. Counts of the answered indicators, all 0 where none is.

    `basis` says in words what counts cannot: values that a table gives of a region without any OPD.
    """

    instrument: str
    locked: bool = False
    claimed: int = 0
    agreed: int = 0
    verified: int = 0
    as_of: date | None = None
    sample: bool = False
    basis: str = ""

    def write_badges(self) -> str:
        """How firm the numbers are, as badges in Markdown."""
        return " ".join(
            [badges.LOCKED if self.locked else badges.PROVISIONAL] + ([badges.SAMPLE] if self.sample else [])
        )

    def list_facts(self) -> list[str]:
        """What the numbers rest on, each as a sentence in Markdown."""
        return [f"{fact[0].upper()}{fact[1:]}." for fact in self._facts()]

    def _facts(self) -> list[str]:
        counts = (
            ("jawaban OPD", self.claimed),
            ("disepakati", self.agreed),
            ("terverifikasi", self.verified),
        )
        basis = self.basis or ", ".join(f"{format_count(count)} {word}" for word, count in counts if count)
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


def run_page(page: Page) -> None:
    """Run a page; one that ends before it has answered has its name as heading."""
    try:
        page.run()
    except (Exception, StopException):
        show_answer(page.title)
        raise


def show_page_header(title: str, question: str = "", *, answers: bool = False) -> None:
    """The head line: the page and what belongs to it, its question, and room for what its numbers rest on.

    A page that `answers` has its answer as heading (`show_answer`), any other its name.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=HEAD):
        for one in menu.list_family() or (title,):
            if one == title or (isinstance(one, Page) and one.title == title):
                _show_name(title, heading=not answers)
            elif isinstance(one, Page):
                st.page_link(one, icon="", query_params=filters.link_query())
        if question:
            st.markdown(f":gray[{question}]", width="stretch")
        st.session_state[HEAD] = st.container(key="dasar-angka", width="content", horizontal=True)
    st.session_state[ANSWER] = st.container() if answers else None


def _show_name(title: str, *, heading: bool) -> None:
    if heading:
        st.title(title, anchor=False, width="content")
    else:
        st.markdown(f"**{title}**", width="content")


def show_answer(said: str) -> bool:
    """The page's answer as its heading; False where the page gives none, or gave it in this run."""
    place = st.session_state.pop(ANSWER, None)
    if place is not None:
        place.title(escape_markdown(said), anchor=False)
    return place is not None


def show_finding(said: str) -> None:
    """What is found, as the page's answer where it is the first thing found, else as a heading."""
    if not show_answer(said):
        st.subheader(escape_markdown(said), anchor=False)


def show_page_status(state: PageStatus) -> None:
    """How firm the page's numbers are, in the head line; what they rest on opens there."""
    with st.session_state[HEAD]:
        st.markdown(state.write_badges(), width="content")
        with st.popover("", icon=":material/info:", type="tertiary", help="Dasar angka halaman ini"):
            for fact in state.list_facts():
                st.markdown(fact)


def show_period_lock_note(lock: PeriodLock) -> None:
    """Who locked the period, when and why, once on every page that shows it: its forms are disabled."""
    said = escape_markdown(lock.describe_lock())
    st.info(
        f"{said}. Periode yang terkunci dapat dilihat dan diunduh, tetapi tidak dapat diubah.",
        icon=":material/lock:",
    )
