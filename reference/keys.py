"""Spelling-free forms under which names and headings are compared."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def normalise_text(text: str) -> str:
    """Lower case, "&" as "dan", everything but letters and digits as single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " dan ")
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


@lru_cache(maxsize=65536)
def text_key(text: str) -> str:
    """`normalise_text` without spaces: "Toli-Toli" and "Tolitoli" are one key."""
    return normalise_text(text).replace(" ", "")
