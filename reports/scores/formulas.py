"""The rules of scoring as spreadsheet formulas that Excel 2013, LibreOffice and Google Sheets share.

A cell holds a number, "" where the value is not known enough, or `OFF` where nothing applies. References come
in as text, so that the same rule serves rows (Skor) and columns (Kesenjangan).
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring import Framework

OFF = "TB"
"""Tidak berlaku: out of the denominator (scoring rule 2)."""

NOT_APPLICABLE = "Tidak berlaku"
_TOLERANCE = "0.000000001"
SHOWN = 2
"""Decimals that a score, a target and a distance print with (`reports.sheets`)."""


def leaf_score_formula(cell: str, framework: Framework, code: str) -> str:
    """An answer carried from its goalposts to the instrument's scale, truncated at the posts."""
    low, high = framework.scale.goalposts(framework.node(code))
    known = f"MIN(MAX({cell},{low!r}),{high!r})"
    scale, direction = framework.scale, framework.node(code).direction
    if (low, high, direction) != (scale.minimum, scale.maximum, 1):
        way = f"({known}-{low!r})" if direction > 0 else f"({high!r}-{known})"
        known = f"{scale.minimum!r}+{way}/{high - low!r}*{scale.maximum - scale.minimum!r}"
    return f'=IF(ISNUMBER({cell}),{known},IF({cell}="","","{OFF}"))'


def node_score_formula(children: str, weights: str, threshold: str) -> str:
    """Weighted mean of the known children where enough of those that apply are known (scoring rules 1, 2)."""
    asked = f'SUMPRODUCT(({children}<>"{OFF}")*({weights}>0))'
    known = f"SUMPRODUCT(ISNUMBER({children})*({weights}>0))"
    mean = f"SUMPRODUCT({children},{weights})/SUMPRODUCT(ISNUMBER({children})*{weights})"
    enough = f"{known}>=MAX({threshold}-{_TOLERANCE},{_TOLERANCE})*{asked}"
    return f'=IF({asked}=0,"{OFF}",IF({enough},{mean},""))'


def copy_formula(cell: str) -> str:
    """The number of another cell, "" where it holds none."""
    return f'=IF(ISNUMBER({cell}),{cell},"")'


def node_target_formula(own: str, children: str, weights: str, scores: str, score: str) -> str:
    """A node's own target, else the weighted mean of those of the children that its score counts."""
    counted = f"ISNUMBER({children})*ISNUMBER({scores})*{weights}"
    aimed, known = f"SUMPRODUCT(ISNUMBER({children})*{weights})", f"SUMPRODUCT({counted})"
    whole = f'IF({aimed}>0,SUMPRODUCT({children},{weights})/{aimed},"")'
    mean = f"IF(AND(ISNUMBER({score}),{known}>0),SUMPRODUCT({children},{counted})/{known},{whole})"
    return f"=IF(ISNUMBER({own}),{own},{mean})"


def distance_formula(score: str, target: str) -> str:
    """The second less the first, signed, of the two as their cells print them; "" where one is unknown."""
    printed = f"ROUND({target},{SHOWN})-ROUND({score},{SHOWN})"
    return f'=IF(AND(ISNUMBER({score}),ISNUMBER({target})),ROUND({printed},{SHOWN}),"")'


def leaf_shortfall_formula(score: str, target: str) -> str:
    """What a leaf lacks to its target, never below 0; not rounded."""
    return f'=IF(AND(ISNUMBER({score}),ISNUMBER({target})),MAX(0,{target}-{score}),"")'


def node_shortfall_formula(gap: str, below: str, scores: str, weights: str, known_weight: str) -> str:
    """Weighted mean of what the known children lack (scoring rule 8)."""
    return f'=IF(ISNUMBER({gap}),SUMPRODUCT({below},ISNUMBER({scores})*{weights})/{known_weight},"")'


def leaf_answered_formula(score: str) -> str:
    """1 where a leaf is known, else 0."""
    return f"=IF(ISNUMBER({score}),1,0)"


def node_answered_formula(answered: str, weights: str) -> str:
    """1 where any leaf with weight below is known, else 0."""
    return f"=IF(SUMPRODUCT({answered}*({weights}>0))>0,1,0)"


def known_weight_formula(score: str, scores: str, answered: str, weights: str) -> str:
    """Weight of the children that share in a node; of those with any answer where the node has no score."""
    known, any_answer = f"SUMPRODUCT(ISNUMBER({scores})*{weights})", f"SUMPRODUCT({answered}*{weights})"
    return f"=IF(ISNUMBER({score}),{known},{any_answer})"


def effective_weight_formula(above: tuple[str, str, str], score: str, answered: str, weight: str) -> str:
    """Share of a node in its root; `above` = effective weight, score and known weight of its parent."""
    share, parent, total = above
    counted = f"IF(ISNUMBER({parent}),IF(ISNUMBER({score}),1,0),{answered})"
    return f"=IF({total}>0,{share}*{weight}*{counted}/{total},0)"


def contribution_formula(shortfall: str, share: str, above: Sequence[str]) -> str:
    """Index points that a leaf lacks: effective weight times shortfall; none where a part above has no score.

    `above`: the scores of the parts between the root and the leaf.
    """
    known = ",".join(f"ISNUMBER({cell})" for cell in (shortfall, *above))
    return f'=IF(AND({known}),{share}*{shortfall},"")'


def difference_formula(cell: str, value: float) -> str:
    """|formula - Python| without the equals sign; 1 where only one of them knows the value."""
    if value != value:
        return f"IF(ISNUMBER({cell}),1,0)"
    return f"IF(ISNUMBER({cell}),ABS({cell}-{value!r}),1)"
