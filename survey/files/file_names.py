"""What the name of a file tells: its ending, and whether it is an office program's own lock file."""

from pathlib import PurePath


def file_extension(name: str) -> str:
    """The lower-case extension of a file name, without the dot."""
    return PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def is_lock_file(name: str) -> bool:
    """Whether the name is Excel's or LibreOffice's own lock file."""
    base = PurePath(name.replace("\\", "/")).name
    return base.startswith(("~$", ".~lock."))
