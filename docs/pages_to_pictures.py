"""Turns every slide, page and chapter of the sample into small pictures: pages_to_pictures.py FOLDER.

Needs LibreOffice and pdftoppm. `--only paparan` takes the documents whose key holds the text; `--each` also
saves every page by itself. A sheet of all pages, three abreast, is what docs/pictures/ keeps.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage  # noqa: E402
from reports.documents import DOCUMENTS, Document  # noqa: E402
from tests.pages import stores  # noqa: E402
from workflow.documents.source import DocumentSource  # noqa: E402
from workflow.sample import load  # noqa: E402

REGION = "35.18"
PRINTED = ("pptx", "docx", "pdf")
ABREAST, GAP, DOTS = 3, 6, {"pptx": 34, "docx": 40, "pdf": 90}
COLOURS = 64


def main() -> None:
    """Seed a store, write every document of the sample kabupaten and save its pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="documents whose key holds this text")
    parser.add_argument("--each", action="store_true", help="every page by itself as well")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        stores.seed(Path(name) / "store.db")
        engine = storage.open_store(stores.address(Path(name) / "store.db"))
        source = DocumentSource(engine, load.find_sample_scope(engine), (REGION,))
        for key, document in DOCUMENTS.items():
            if given.only in key and document.suffix in PRINTED:
                pages = pictures(document, source, Path(name))
                sheet(pages).save(given.folder / f"{key}.png", optimize=True)
                if given.each:
                    for number, page in enumerate(pages, start=1):
                        page.save(given.folder / f"{key}_{number:02d}.png", optimize=True)
                print(f"{key}: {len(pages)} pages")
        engine.dispose()


def pictures(document: Document, source: DocumentSource, folder: Path) -> list[Image.Image]:
    """One picture per page, drawn by LibreOffice and pdftoppm."""
    file = folder / f"dokumen.{document.suffix}"
    file.write_bytes(document.produce(source))
    if document.suffix != "pdf":
        profile = f"-env:UserInstallation=file://{folder / 'office'}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(file),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    for old in folder.glob("halaman-*.png"):
        old.unlink()
    dots = str(DOTS[document.suffix])
    drawn = ["pdftoppm", "-r", dots, "-png", str(file.with_suffix(".pdf")), str(folder / "halaman")]
    subprocess.run(drawn, check=True, capture_output=True, timeout=600)
    found = []
    for path in sorted(folder.glob("halaman-*.png")):
        with Image.open(path) as page:
            found.append(page.convert("RGB"))
    return found


def sheet(pages: list[Image.Image]) -> Image.Image:
    """All pages in rows of three, in few colours so that the file stays small."""
    wide, high = (max(page.size[side] for page in pages) for side in (0, 1))
    abreast = min(ABREAST, len(pages))
    rows = -(-len(pages) // abreast)
    whole = Image.new("RGB", (abreast * (wide + GAP) - GAP, rows * (high + GAP) - GAP), "#94A3B8")
    for number, page in enumerate(pages):
        whole.paste(page, ((number % abreast) * (wide + GAP), (number // abreast) * (high + GAP)))
    return whole.quantize(COLOURS)


if __name__ == "__main__":
    main()
