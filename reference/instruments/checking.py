"""Every problem of a definition at once, each with file and row, for the expert who edits it."""

from __future__ import annotations

from collections.abc import Iterator

from reference.instruments.definition import (
    FLAG_TAGS,
    LIST_TAGS,
    NODE_COLUMNS,
    OTHER_TAGS,
    REQUIRED_COLUMNS,
    TEXT_TAGS,
    Definition,
    DefinitionProblem,
)
from reference.instruments.row_checks import ROW_CHECKS
from reference.instruments.setting_checks import SETTING_CHECKS, check_setting_types


def find_definition_problems(definition: Definition) -> tuple[DefinitionProblem, ...]:
    """All faults, settings first, then rows from top to bottom; () where it can be built.

    What cannot be read at all, or is no table or text where one must be, hides the rest.
    """
    if definition.problems:
        return definition.problems
    if wrong := tuple(
        DefinitionProblem(definition.settings_file, None, text) for text in check_setting_types(definition)
    ):
        return wrong
    found = []
    for check in SETTING_CHECKS:
        found += [DefinitionProblem(definition.settings_file, None, text) for text in check(definition)]
    missing = [column for column in REQUIRED_COLUMNS if column not in definition.columns]
    found += [
        DefinitionProblem(definition.nodes_file, 1, f"kolom '{column}' tidak ada") for column in missing
    ]
    unknown = [column for column in definition.columns if column not in _known_columns(definition)]
    found += [
        DefinitionProblem(definition.nodes_file, 1, f"kolom '{column}' tidak dikenal") for column in unknown
    ]
    if not missing:
        found += sorted(_row_problems(definition), key=lambda problem: problem.row or 0)
    return tuple(found)


def _known_columns(definition: Definition) -> set[str]:
    tags = {*TEXT_TAGS, *LIST_TAGS, *FLAG_TAGS, *OTHER_TAGS}
    return tags.union(NODE_COLUMNS, definition.anchor_columns, definition.target_columns)


def _row_problems(definition: Definition) -> Iterator[DefinitionProblem]:
    for check in ROW_CHECKS:
        for row, text in check(definition):
            yield DefinitionProblem(definition.nodes_file, row.number, text)
