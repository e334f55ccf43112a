"""A stranger's presentation as a package of harmless parts: its masters, layouts, themes and pictures."""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from reports.slides import template_scrubbing as scrubbing
from survey.files import preflight
from survey.files.ole2 import MAGIC
from survey.files.preflight import RefusalError

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHER_MAINS = (
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES, ROOT_RELATIONS = "[Content_Types].xml", "_rels/.rels"
# What a slide of ours stands on. Everything else of a package stays behind.
KEPT = frozenset(
    {
        *("officeDocument", "slideMaster", "slideLayout", "theme", "themeOverride", "image"),
        *("presProps", "viewProps", "tableStyles", "font"),
    }
)
PICTURES = frozenset({"png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf"})
LOST = {
    "hyperlink": "tautan",
    "oleObject": "objek tersemat",
    "package": "objek tersemat",
    "control": "kontrol ActiveX",
    "chart": "grafik",
    "diagramData": "SmartArt",
    "video": "video",
    "audio": "suara",
    "media": "video",
}
UNPACKED_BYTES = 100 * 2**20
XML_BYTES, ALL_XML_BYTES = 8 * 2**20, 48 * 2**20
MOST_LAYOUTS, MOST_ELEMENTS = 400, 100_000
MOST_PIXELS = 50_000_000


@dataclass(frozen=True)
class PlainPackage:
    """A package with nothing alive in it, as the bytes of a .pptx; `lost` names what stayed behind."""

    content: bytes
    lost: tuple[str, ...]


@dataclass
class _Package:
    """The parts of a package, read as they are asked for; those that are kept are written out."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    """Lower-case name -> the name in the archive: names of parts are alike in any case."""
    types: Mapping[str, str]
    kept: dict[str, bytes] = field(default_factory=dict)
    lost: dict[str, None] = field(default_factory=dict)
    xml_bytes: int = 0

    def read_part(self, name: str) -> bytes:
        return self.archive.read(self.names[name.lower()])

    def content_type(self, name: str) -> str:
        """The content type of a part."""
        low = name.lower()
        return self.types.get(f"/{low}") or self.types.get(low.rpartition(".")[2], "")


def strip_template(content: bytes) -> PlainPackage:
    """The presentation without slides and anything alive. Raises RefusalError where it is no honest one.

    Damage raises what it leads the libraries into: the child this runs in answers that with E04.
    Codes: those of `preflight` for a package that is damaged, locked, too large or of another kind; "macro",
    "picture" and "layouts" with what was found.
    """
    _require_package(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        preflight.check_package_entries(archive)
        _check_size(archive)
        package = _opened(archive)
        _walk(package)
        return PlainPackage(_written(package), tuple(package.lost))


def _require_package(content: bytes) -> None:
    if not content:
        raise RefusalError("E06")
    if content.startswith(MAGIC):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusalError("E01" if locked else "E13", "berkas Office lama (.ppt, .doc, atau .xls)")
    if not content.startswith(preflight.ZIP):
        raise RefusalError("E04" if content.startswith(b"PK") else "E13", "bukan presentasi PowerPoint")


def _check_size(archive: zipfile.ZipFile) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > UNPACKED_BYTES:
        raise RefusalError("E05", preflight.format_megabytes(size))


def _opened(archive: zipfile.ZipFile) -> _Package:
    listed = archive.namelist()
    names = {name.replace("\\", "/").lstrip("/").lower(): name for name in listed}
    if TYPES.lower() not in names:
        raise RefusalError("E13", "bukan presentasi PowerPoint")
    types = _content_types(parse_plain_xml(archive.read(names[TYPES.lower()])))
    said = " ".join(types.values())
    if "macroEnabled" in said or "vbaProject" in said or any("vbaproject" in name for name in names):
        raise RefusalError("macro")
    if not any(kind in (PRESENTATION, *OTHER_MAINS) for kind in types.values()):
        raise RefusalError("E13", "bukan presentasi PowerPoint")
    return _Package(archive, names, types)


def _content_types(root: etree._Element) -> dict[str, str]:
    """Ending or "/name", both lower-case -> the content type."""
    return {
        (one.get("Extension") or one.get("PartName") or "").lower(): one.get("ContentType") or ""
        for one in root
    }


def parse_plain_xml(data: bytes) -> etree._Element:
    """The root of an XML text without entities of its own. Raises RefusalError for one that defines any."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise RefusalError("E09", "definisi dokumen XML")
    return root


def _walk(package: _Package) -> None:
    """Keep the main part, and every part that what is kept stands on."""
    waiting = [target for _, target in _kept_relations(package, "")]
    layouts = 0
    while waiting:
        name = waiting.pop()
        if name in package.kept:
            continue
        layouts += package.content_type(name).endswith("slideLayout+xml")
        if layouts > MOST_LAYOUTS:
            raise RefusalError("layouts", f"lebih dari {MOST_LAYOUTS} tata letak")
        relations = list(_kept_relations(package, name))
        package.kept[name] = _part(package, name, {mark for mark, _ in relations})
        waiting += [target for _, target in relations]


def _kept_relations(package: _Package, name: str) -> Iterator[tuple[str, str]]:
    """Id and target of the relationships of a part that are kept; their own part is written beside it."""
    folder, _, base = name.rpartition("/")
    own = posixpath.join(folder, f"_rels/{base}.rels") if name else ROOT_RELATIONS
    if own.lower() not in package.names:
        return
    root = parse_plain_xml(package.read_part(own))
    for one in list(root):
        target = _target(package, folder, one)
        if target is None:
            root.remove(one)
        else:
            one.set("Target", f"/{target}")
            yield one.get("Id") or "", target
    package.kept[own] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _target(package: _Package, folder: str, relation: etree._Element) -> str | None:
    """The part that a relationship leads to; None where it leads outside, or to what is not kept."""
    kind = (relation.get("Type") or "").rpartition("/")[2]
    if relation.get("TargetMode", "Internal") != "Internal":
        package.lost[LOST["hyperlink"] if kind == "hyperlink" else "tautan ke berkas lain"] = None
        return None
    if kind not in KEPT or relation.get("Type") != f"{OFFICE}{kind}":
        if kind in LOST:
            package.lost[LOST[kind]] = None
        return None
    target = relation.get("Target") or ""
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    found = package.names.get(path.lower(), "").replace("\\", "/").lstrip("/")
    if kind == "image" and package.content_type(path).rpartition("/")[2] not in PICTURES:
        package.lost["gambar SVG atau gambar bergerak"] = None
        return None
    return found or None


def _part(package: _Package, name: str, kept: set[str]) -> bytes:
    data = package.read_part(name)
    if package.content_type(name).endswith("xml"):
        package.xml_bytes += len(data)
        if len(data) > XML_BYTES or package.xml_bytes > ALL_XML_BYTES:
            raise RefusalError("E05", preflight.format_megabytes(package.xml_bytes))
        root = parse_plain_xml(data)
        if (elements := sum(1 for _ in root.iter())) > MOST_ELEMENTS:
            raise RefusalError("E09", f"{elements} unsur pada satu bagian")
        scrubbing.scrub_part(root, kept)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if package.content_type(name).startswith("image/"):
        _check_picture(data)
    return data


def _check_picture(data: bytes) -> None:
    """Raise RefusalError for a picture that no program could unfold; one that is unreadable harms nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as picture:
                wide, high = picture.size
        except Image.DecompressionBombError as bomb:
            raise RefusalError("picture", "lebih dari 150 juta titik") from bomb
        except Exception:  # broken pictures raise whatever their bytes lead Pillow into
            return
    if wide * high > MOST_PIXELS:
        raise RefusalError("picture", f"{wide} x {high} titik")


def _written(package: _Package) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(TYPES, _types_part(package))
        for name, data in package.kept.items():
            archive.writestr(name, data)
    return target.getvalue()


def _types_part(package: _Package) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{{{space}}}Default", Extension="rels", ContentType=relations)
    for name in package.kept:
        if not name.endswith(".rels"):
            kind = PRESENTATION if package.content_type(name) in OTHER_MAINS else package.content_type(name)
            etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
