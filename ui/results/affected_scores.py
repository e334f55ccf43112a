"""Beside a decision: the scores above an indicator, as they stand and as they would be."""

from collections.abc import Mapping

import streamlit as st

from reports import verdict
from ui.shared import indicator_card
from ui.shared.format import format_difference, format_number, format_plain
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import clarify, levels


def show_affected_scores(
    selection: Selection, indicator: str, value: float, kind: str, level: float | None
) -> None:
    """Scores from the index down to the indicator, whose `value` stands; also at the `level` chosen.

    `kind`: the level is to be "agreed" or "verified".
    """
    result, region = selection.result(), selection.region
    framework = result.part(region).framework
    would = _scores_at(selection, indicator, kind, level)
    standing = dict(result.scores.loc[[region]].iloc[0])
    named = verdict.class_with_note(result, region)
    told = escape_markdown(f"Kelas: {named}. {verdict.class_limit_reason(result, region)}") if named else None
    with st.container(key="terdampak", horizontal=True):
        for code in framework.ancestors(indicator):
            score = standing[code]
            after = would.get(code)
            st.metric(
                escape_markdown(framework.node(code).name),
                format_number(score),
                None if after is None else f"→ {format_number(after)} ({format_difference(after, score)})",
                delta_color="off",
                delta_arrow="off",
                help=told if code == framework.roots[0] else None,
                width="content",
            )
        _show_own_value(selection, indicator, value)


def _scores_at(selection: Selection, indicator: str, kind: str, level: float | None) -> Mapping[str, float]:
    """Node -> score at a level; nothing where none is chosen or the scale does not hold it."""
    scale = selection.instrument.framework.scale
    if level is None or not scale.minimum <= level <= scale.maximum:
        return {}
    result, region = selection.result(), selection.region
    return selection.remember(
        "preview",
        lambda: clarify.preview_level(result, region, indicator, level, kind),
        indicator,
        kind,
        level,
    )


def _show_own_value(selection: Selection, indicator: str, value: float) -> None:
    framework = selection.instrument.framework
    word = indicator_card.level_word(framework, value)
    shown = format_plain(value) if word else format_number(value)
    this = f"{levels.tree_level_name(selection.instrument, framework.node(indicator).level)} ini"
    st.metric(escape_markdown(f"{this}: {word}" if word else this), shown, width="content")
