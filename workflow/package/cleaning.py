"""What a region in a package says as it would be stored: without characters that no document may hold."""

import json
from typing import Any

import msgspec

from reference.control_characters import strip_control_characters
from workflow.package.contents import PackedRegion


def clean_region(region: PackedRegion) -> PackedRegion:
    """The region with every text as our own entrances would have stored it, and its given entries marked."""
    cleaned = _cleaned(msgspec.to_builtins(region))
    written = {(one["kind"], one["period"], one["key"]) for one in cleaned["entries"] if not one.get("given")}
    for one in cleaned["entries"]:
        one["text"] = _cleaned_json(one["text"])
        # Earlier versions did not say so.
        one["replaced"] = one.get("given", False) and (one["kind"], one["period"], one["key"]) in written
    return msgspec.convert(cleaned, PackedRegion)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return strip_control_characters(value)
    if isinstance(value, float):
        return value + 0.0  # -0.0 is stored as 0.0
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    return value


def _cleaned_json(text: str) -> str:
    """The text of an entry; one that is no JSON, or is the same, as it stands."""
    try:
        said = json.loads(text)
        cleaned = _cleaned(said)
    except (ValueError, RecursionError):
        return text
    return text if cleaned == said else json.dumps(cleaned, ensure_ascii=False, separators=(",", ":"))
