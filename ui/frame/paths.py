"""Where the project lies: the root of the files that are shipped with it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
