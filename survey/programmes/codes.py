"""Codes of programmes, kegiatan and sub kegiatan in front of their names."""

import re

CODE = re.compile(r"^((?:\d|X)\.(?:\d{2}|XX)(?:\.\d{1,4}){0,4})\b[\s.:–-]*(.*)$", re.S)


def split_programme_code(text: str) -> tuple[str, str]:
    """ "2.16.03.2.02.05 Pengembangan aplikasi" -> code and name; "" for what is not there."""
    found = CODE.match(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())
