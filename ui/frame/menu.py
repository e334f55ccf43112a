"""The menu in the side panel: the steps of the job as links, and the pages that are parts of them."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

# File under pages/, title, address, icon.
Row = tuple[str, str, str, str]
OTHERS = "lainnya"  # the pages that belong to no step of the job
KEY, FAMILY = "menu", "menu_keluarga"


@dataclass(frozen=True)
class Menu:
    """The pages by group as Streamlit takes them, and each page's family by its address."""

    groups: Mapping[str, list[Page]]
    families: Mapping[str, tuple[Page, ...]]

    @property
    def others(self) -> tuple[Page, ...]:
        """The pages under "Lainnya"."""
        return self.families[OTHERS]


def show_menu(groups: Mapping[str, Sequence[Row]], parts: Mapping[str, Sequence[Row]]) -> Page:
    """Draw the menu and return the page asked for.

    `parts` are the pages that belong to one of the menu, by its address: they are reached from its head line
    and keep addresses of their own; those of `OTHERS` stand in a list that opens.
    """
    if KEY not in st.session_state:  # finding 28 files anew would be a tenth of a rerun
        st.session_state[KEY] = _build(groups, parts)
    menu: Menu = st.session_state[KEY]
    chosen = st.navigation(menu.groups, expanded=True)
    family = menu.families.get(chosen.url_path, ())
    st.session_state[FAMILY] = () if chosen in menu.others else family
    if family and chosen not in menu.others and chosen != family[0]:
        st.html(f"<style>{_light_link(html.escape(family[0].url_path))}</style>")
    with st.sidebar.container(key="lainnya"):
        drawer = st.popover("Lainnya", icon=":material/more_horiz:", type="tertiary", on_change="rerun")
        if drawer.open:
            with drawer:
                for page in menu.others:
                    st.page_link(page)
    return chosen


def list_family() -> tuple[Page, ...]:
    """The page of the menu that is shown or that the one shown is a part of, and its parts; else nothing."""
    family: tuple[Page, ...] = st.session_state.get(FAMILY, ())
    return family


def _build(groups: Mapping[str, Sequence[Row]], parts: Mapping[str, Sequence[Row]]) -> Menu:
    shown = {name: [_page(row, first=not name) for row in rows] for name, rows in groups.items()}
    hidden = {parent: tuple(_page(row, hidden=True) for row in rows) for parent, rows in parts.items()}
    families: dict[str, tuple[Page, ...]] = {OTHERS: hidden[OTHERS]}
    for page in (page for pages in shown.values() for page in pages):
        if page.url_path in hidden:
            family = (page, *hidden[page.url_path])
            families |= {one.url_path: family for one in family}
    unlisted = [page for pages in hidden.values() for page in pages]
    first, *rest = shown
    return Menu({first: [*shown[first], *unlisted], **{name: shown[name] for name in rest}}, families)


def _page(row: Row, *, first: bool = False, hidden: bool = False) -> Page:
    file, title, address, icon = row
    return st.Page(
        f"pages/{file}",
        title=title,
        url_path=address,
        icon=icon,
        default=first,
        visibility="hidden" if hidden else "visible",
    )


def _light_link(address: str) -> str:
    """The look of the link of the page that the one shown is a part of."""
    link = f'[data-testid="stSidebarNavLink"][href$="/{address}"]'
    return f"{link} {{ background: var(--menu-kini); }} {link} p {{ font-weight: 650; }}"
