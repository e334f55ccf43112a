"""The shares of siblings on the page of the instrument sum to 100 %, or are fractions of one size."""

import pytest

from reference.instruments import load_instrument
from ui.settings.instrument import _sibling_shares
from workflow import instrument_edits


@pytest.mark.parametrize("name", ["kesiapan", "spbe", "kominfo", "persepsi"])
def test_siblings_sum_to_a_hundred(name):
    instrument = load_instrument(name)
    nodes = instrument_edits.instrument_tree(instrument)
    told = dict(zip(nodes["code"], _sibling_shares(instrument.framework, nodes), strict=True))
    for code in (None, *nodes["code"]):
        children = instrument.framework.children(code) if code else ()
        texts = [told[child] for child in children]
        if texts and "/" in texts[0]:
            assert texts == [f"1/{len(texts)}"] * len(texts)
        elif texts:
            tenths = [int(text.removesuffix("%").replace(",", "")) for text in texts]
            assert sum(tenths) == 1000
