"""The one question on a scale that is not the instrument's own: asked once a file, learnt for its region."""

from __future__ import annotations

from collections.abc import Sequence

from reference.numbers import format_span
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import Meaning, meanings_by_name

NOT_READ = "missing"
LEFT = Meaning("Jangan dibaca; anggap belum ada data", lambda place: None)


def scale_key(reader: FileReading, *named: str) -> str:
    """The key of a question on a scale: the same in every file with the same codes and legend."""
    return ":".join(("scale", reader.instrument.key, *filter(None, named)))


def ask_scale(
    reader: FileReading, key: str, listed: str, meanings: Sequence[Meaning], sheet: str
) -> Meaning | None:
    """How a scale is read: as the user chose, else as is plain from the file; None while that is asked."""
    if meanings[0].is_plain and key not in reader.context.choices:
        reader.say_first("W69", sheet, "", meanings[0].told)
        return meanings[0]
    scale = reader.instrument.framework.scale
    span = format_span(scale.minimum, scale.maximum)
    offered = tuple((name, name) for name in meanings_by_name(meanings))
    question = f"Jawaban '{listed}': bagaimana dibaca pada skala {span}?"
    candidates = (*offered, (NOT_READ, LEFT.told))
    choice = reader.ask("scale", key, question, candidates, sheet)
    if choice is None:
        reader.say_first("E70", sheet, "", listed, span=span)
        return None
    return LEFT if choice == NOT_READ else meanings_by_name(meanings)[choice]
