"""Whether an instrument in a package is one that could be uploaded, and is what its name says."""

import hashlib
import json
from collections.abc import Iterator

from reference.control_characters import has_control_characters
from reference.instruments import Instrument, InstrumentError
from reference.instruments.describing import describe_instrument
from reference.instruments.loading import build_checked_instrument
from workflow.package import caps
from workflow.package.contents import PackedInstrument
from workflow.package.malformed import (
    MalformedError,
    plain_words,
    quote_text,
    require_few,
    require_fit,
    require_length,
)

STRANGE = "tidak memuat instrumen yang dapat dipakai"


def check_instrument(packed: PackedInstrument, digest: str) -> Instrument:
    """The instrument of the member for `digest`; MalformedError where it is another or cannot be used.

    Its text is what the digest is of; what it says passes the checks of an expert's workbook, and it says
    nothing besides.
    """
    require_length(packed.text, "instrumen", caps.INSTRUMENT_BYTES)
    own = hashlib.sha256(packed.text.encode("utf-8", "replace")).hexdigest()
    require_fit(own == digest == packed.digest, "memuat instrumen lain daripada yang disebut kodenya")
    found = _built(packed.text)
    named = (packed.instrument, packed.version)
    require_fit(
        (found.id, found.version) == named, f"memuat instrumen lain daripada {quote_text(' '.join(named))}"
    )
    return found


def _built(text: str) -> Instrument:
    try:
        require_fit(
            not any(map(has_control_characters, _texts(json.loads(text)))), f"{STRANGE}: karakter kendali"
        )
        thawed = Instrument.from_text(text)
        require_few(thawed.framework.nodes, "simpul")
        checked = build_checked_instrument(describe_instrument(thawed))
    except MalformedError:
        raise
    except InstrumentError as error:
        first = error.problems[0]
        row = f" (simpul ke-{first.row - 1})" if first.row and first.row > 1 else ""
        raise MalformedError(f"{STRANGE}: {plain_words(first.message)}{row}") from error
    except Exception as error:
        # What a stranger puts in place of nodes and tags leads anywhere.
        raise MalformedError(STRANGE) from error
    require_fit(checked.to_text() == thawed.to_text(), f"{STRANGE}: memuat hal yang tidak dikenal")
    return thawed


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))
