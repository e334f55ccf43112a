"""Whether the heads of audit chains that a package claims are heads as ours print them."""

import re
from collections.abc import Collection, Sequence

from workflow.package.malformed import quote_text, require_few, require_fit, require_once

PRINTED = re.compile(r"(?P<chain>umum|[0-9]{4})/[0-9]{1,12}/[0-9a-f]{16}")
"""As `storage.audit.ChainHead` is printed: a chain (common or a region's), a place in it, a hash's start."""


def check_heads(heads: Sequence[str], regions: Collection[str]) -> None:
    """MalformedError unless each is the one head of the common chain or of one of the regions (codes)."""
    require_few(heads, "kepala jejak audit", len(regions) + 1)
    chains = [_chain(head) for head in heads]
    require_once(chains, "kepala jejak audit")
    for other in sorted({*chains} - {"umum", *(code.replace(".", "") for code in regions)}):
        require_fit(False, f"memuat kepala jejak audit {quote_text(other)}, daerah yang tidak ikut dikirim")


def _chain(head: str) -> str:
    printed = PRINTED.fullmatch(head)
    require_fit(printed is not None, f"memuat kepala jejak audit {quote_text(head)} yang tidak dikenal")
    return printed["chain"] if printed else ""
