"""Titles that state a finding, each proved against the data; a neutral title where none holds.

Every rule works on values as they are printed (rounded), because a reader checks a title against the
labels; and on complete data only, because an unknown value could overturn a "terbesar" or "terendah".
"""

from charts.titles.of_change import (
    BETWEEN_PERIODS,
    REPLACED,
    index_shift_title,
    largest_row_title,
    rank_change_title,
    score_change_title,
)
from charts.titles.of_plan import (
    goals_title,
    impact_ease_title,
    index_path_title,
    opd_groups_title,
    opd_network_title,
    opd_roles_title,
    realisation_title,
    roadmap_title,
    vote_totals_title,
    yearly_costs_title,
)
from charts.titles.of_published import (
    place_words,
    published_parts_title,
    published_standing_title,
    reason_of_question,
    result_name,
)
from charts.titles.of_region import (
    DISPUTED,
    LEADS,
    answer_spread_title,
    completeness_title,
    element_matrix_title,
    evidence_range_title,
    gap_title,
    pareto_title,
    prerequisites_title,
    profile_title,
    root_causes_title,
    weights_title,
)
from charts.titles.of_regions import (
    factor_relation_title,
    index_intervals_title,
    rank_places_title,
    region_map_title,
    region_scores_title,
    score_spread_title,
)

__all__ = [
    "BETWEEN_PERIODS",
    "DISPUTED",
    "LEADS",
    "REPLACED",
    "answer_spread_title",
    "completeness_title",
    "element_matrix_title",
    "evidence_range_title",
    "factor_relation_title",
    "gap_title",
    "goals_title",
    "impact_ease_title",
    "index_intervals_title",
    "index_path_title",
    "index_shift_title",
    "largest_row_title",
    "opd_groups_title",
    "opd_network_title",
    "opd_roles_title",
    "pareto_title",
    "place_words",
    "prerequisites_title",
    "profile_title",
    "published_parts_title",
    "published_standing_title",
    "rank_change_title",
    "rank_places_title",
    "realisation_title",
    "reason_of_question",
    "region_map_title",
    "region_scores_title",
    "result_name",
    "roadmap_title",
    "root_causes_title",
    "score_change_title",
    "score_spread_title",
    "vote_totals_title",
    "weights_title",
    "yearly_costs_title",
]
