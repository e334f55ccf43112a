"""An instrument's content as JSON and back, whatever nodes and tags it carries."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from scoring.framework import Framework
from scoring.tree import Band, Node, Scale


def freeze_to_text(content: Mapping[str, Any]) -> str:
    """JSON with sorted keys, so that equal content is equal text."""
    return json.dumps(content, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw_from_text(text: str) -> dict[str, Any]:
    """The fields that `freeze_to_text` was given; lists come back as tuples."""
    content = {name: _frozen(value) for name, value in json.loads(text).items()}
    return content | {"framework": _framework(content["framework"])}


def _framework(fields: Mapping[str, Any]) -> Framework:
    scale = fields["scale"]
    bands = tuple(Band(**band) for band in scale["bands"])
    return Framework(
        nodes=tuple(Node(**node) for node in fields["nodes"]),
        scale=Scale(**(scale | {"bands": bands})),
        weight_sets=fields["weight_sets"],
        coverage={int(level): share for level, share in fields["coverage"].items()},
        respondent=fields["respondent"],
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return dict(value)
    return value.item()


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {name: _frozen(part) for name, part in value.items()}
    return value
