"""Presentations that strangers send as a template: honest, with something alive in them, and bombs."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from pptx import Presentation
from pptx.util import Inches

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout6.xml"
TYPES = "[Content_Types].xml"
Parts = dict[str, bytes]


def given_template(inches: float = 13.333, high: float = 7.5) -> bytes:
    """A template with two slides of its own."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(inches), Inches(high)
    for _ in range(2):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Isi lama"
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def edited(*changes: Callable[[Parts], None]) -> bytes:
    """A template after changes to its parts."""
    with zipfile.ZipFile(io.BytesIO(given_template())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(parts)
    return packed(parts)


def packed(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return target.getvalue()


def related(part: str, mark: str, kind: str, target: str, outside: bool = False) -> Callable[[Parts], None]:
    """One relationship more for a part."""

    def change(parts: Parts) -> None:
        folder, _, base = part.rpartition("/")
        own = f"{folder}/_rels/{base}.rels"
        mode = ' TargetMode="External"' if outside else ""
        kind_ = kind if "/" in kind else f"{RELATIONS}/{kind}"
        one = f'<Relationship Id="{mark}" Type="{kind_}" Target="{target}"{mode}/></Relationships>'
        parts[own] = parts[own].replace(b"</Relationships>", one.encode())

    return change


def inserted(part: str, before: bytes, xml: str) -> Callable[[Parts], None]:
    """XML written before the first place of some bytes in a part."""

    def change(parts: Parts) -> None:
        at = parts[part].index(before)
        parts[part] = parts[part][:at] + xml.encode() + parts[part][at:]

    return change


def added(name: str, data: bytes, kind: str = "") -> Callable[[Parts], None]:
    """One part more, with its content type."""

    def change(parts: Parts) -> None:
        parts[name] = data
        if kind:
            one = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
            parts[TYPES] = parts[TYPES].replace(b"</Types>", one.encode())

    return change


def typed(old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old.encode() in parts[TYPES]
        parts[TYPES] = parts[TYPES].replace(old.encode(), new.encode())

    return change


def png(wide: int, high: int, data: bytes = b"") -> bytes:
    """A grey picture that says it is so large; its rows are there only where they are given."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = data or zlib.compress(b"\x00" * (high * (wide + 1)) if wide * high < 10**6 else b"\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def shape(inner: str, properties: str = "") -> str:
    """A box on a layout."""
    return (
        f'<p:sp xmlns:r="{RELATIONS}"><p:nvSpPr><p:cNvPr id="99" name="Kotak">{properties}</p:cNvPr>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{inner}</p:spPr></p:sp>'
    )


def picture(blip: str, media: str = "") -> str:
    return (
        f'<p:pic xmlns:r="{RELATIONS}"><p:nvPicPr><p:cNvPr id="98" name="Logo"/><p:cNvPicPr/>'
        f"<p:nvPr>{media}</p:nvPr></p:nvPicPr><p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>"
        '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def framed(uri: str, inner: str) -> str:
    return (
        f'<p:graphicFrame xmlns:r="{RELATIONS}"><p:nvGraphicFramePr><p:cNvPr id="97" name="Objek"/>'
        '<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="500000" cy="500000"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
    )


END = b"</p:spTree>"
LINK = '<a:hlinkClick r:id="rIdX"/>'
OLE = '<p:oleObj r:id="rIdX" name="Worksheet" progId="Excel.Sheet.12"><p:embed/></p:oleObj>'
ALTERNATE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="v">{OLE}</mc:Choice><mc:Fallback>{OLE}</mc:Fallback></mc:AlternateContent>'
)
ALIVE: dict[str, tuple[Callable[[Parts], None], ...]] = {
    "hyperlink": (
        related(LAYOUT, "rIdX", "hyperlink", "https://jahat.example/klik", True),
        inserted(LAYOUT, END, shape("", LINK)),
    ),
    "hyperlink of the master": (
        related(MASTER, "rIdX", "hyperlink", "file://server/rahasia", True),
        inserted(MASTER, END, shape("", LINK)),
    ),
    "action that starts a program": (
        inserted(LAYOUT, END, shape("", '<a:hlinkClick r:id="" action="ppaction://program?cmd.exe"/>')),
    ),
    "hover that runs a macro": (
        inserted(LAYOUT, END, shape("", '<a:hlinkHover r:id="" action="ppaction://macro?name=x"/>')),
    ),
    "linked picture": (
        related(LAYOUT, "rIdX", "image", "http://jahat.example/pelacak.png", True),
        inserted(LAYOUT, END, picture('<a:blip r:link="rIdX"/>')),
    ),
    "picture linked and embedded": (
        related(LAYOUT, "rIdX", "image", "http://jahat.example/pelacak.png", True),
        related(LAYOUT, "rIdY", "image", "../media/image7.png"),
        added("ppt/media/image7.png", png(8, 8), "image/png"),
        inserted(LAYOUT, END, picture('<a:blip r:embed="rIdY" r:link="rIdX"/>')),
    ),
    "linked fill": (
        related(LAYOUT, "rIdX", "image", "\\\\server\\bagi\\x.png", True),
        inserted(LAYOUT, END, shape('<a:blipFill><a:blip r:link="rIdX"/></a:blipFill>')),
    ),
    "linked background": (
        related(LAYOUT, "rIdX", "image", "http://jahat.example/latar.png", True),
        inserted(
            LAYOUT,
            b"<p:spTree>",
            f'<p:bg xmlns:r="{RELATIONS}"><p:bgPr><a:blipFill><a:blip r:link="rIdX"/></a:blipFill>'
            "<a:effectLst/></p:bgPr></p:bg>",
        ),
    ),
    "embedded workbook": (
        related(LAYOUT, "rIdX", "package", "../embeddings/lama.xlsx"),
        added("ppt/embeddings/lama.xlsx", b"PK\x03\x04rahasia", "application/vnd.ms-excel"),
        inserted(LAYOUT, END, framed("http://schemas.openxmlformats.org/presentationml/2006/ole", OLE)),
    ),
    "embedded object with a fallback": (
        related(LAYOUT, "rIdX", "oleObject", "../embeddings/oleObject1.bin"),
        added("ppt/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0isi", "application/vnd.ms-oleObject"),
        inserted(LAYOUT, END, framed("http://schemas.openxmlformats.org/presentationml/2006/ole", ALTERNATE)),
    ),
    "linked object": (
        related(LAYOUT, "rIdX", "oleObject", "file:///C:/rahasia.xlsx", True),
        inserted(LAYOUT, END, framed("http://schemas.openxmlformats.org/presentationml/2006/ole", OLE)),
    ),
    "chart": (
        related(LAYOUT, "rIdX", "chart", "../charts/chart9.xml"),
        added(
            "ppt/charts/chart9.xml",
            b"<c/>",
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        ),
        inserted(
            LAYOUT,
            END,
            framed(
                "http://schemas.openxmlformats.org/drawingml/2006/chart",
                '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdX"/>',
            ),
        ),
    ),
    "film": (
        related(LAYOUT, "rIdX", "video", "http://jahat.example/film.mp4", True),
        related(LAYOUT, "rIdY", "image", "../media/image7.png"),
        added("ppt/media/image7.png", png(8, 8), "image/png"),
        inserted(LAYOUT, END, picture('<a:blip r:embed="rIdY"/>', '<a:videoFile r:link="rIdX"/>')),
    ),
    "ActiveX": (
        related(MASTER, "rIdX", "control", "../activeX/activeX1.xml"),
        added("ppt/activeX/activeX1.xml", b"<ax/>", "application/vnd.ms-office.activeX+xml"),
        inserted(
            MASTER, b"</p:cSld>", f'<p:controls xmlns:r="{RELATIONS}"><p:control r:id="rIdX"/></p:controls>'
        ),
    ),
    "drawing in SVG": (
        related(LAYOUT, "rIdX", "image", "../media/image8.svg"),
        related(LAYOUT, "rIdY", "image", "../media/image7.png"),
        added("ppt/media/image7.png", png(8, 8), "image/png"),
        added("ppt/media/image8.svg", b"<svg onload='x'/>", "image/svg+xml"),
        inserted(
            LAYOUT,
            END,
            picture(
                '<a:blip r:embed="rIdY"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
                '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                'r:embed="rIdX"/></a:ext></a:extLst></a:blip>'
            ),
        ),
    ),
    "template by kind": (typed("presentation.main+xml", "template.main+xml"),),
    "picture without its part": (inserted(LAYOUT, END, picture('<a:blip r:embed="rIdX"/>')),),
}
"""Templates that can be used once what is alive in them was taken out."""


def _entity(part: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        body = parts[part].partition(b"?>")[2]
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
        parts[part] = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode() + body.replace(
            b"</p:cSld>", b"</p:cSld><p:x>&l8;</p:x>"
        )

    return change


def _hidden_entity(parts: Parts) -> None:
    """Behind so much white space that no look at the beginning finds it."""
    _entity(LAYOUT)(parts)
    parts[LAYOUT] = b'<?xml version="1.0"?>' + b" " * (2**20 + 8) + parts[LAYOUT]


def _many_layouts(number: int) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        kind = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
        own, head = parts[LAYOUT], f"{LAYOUT.rpartition('/')[0]}/_rels/slideLayout6.xml.rels"
        listed, related_, types = [], [], []
        for n in range(100, 100 + number):
            name = f"slideLayout{n}.xml"
            parts[f"ppt/slideLayouts/{name}"] = own
            parts[f"ppt/slideLayouts/_rels/{name}.rels"] = parts[head]
            listed.append(f'<p:sldLayoutId id="{2147500000 + n}" r:id="rId{n}"/>')
            related_.append(
                f'<Relationship Id="rId{n}" Type="{RELATIONS}/slideLayout" Target="../slideLayouts/{name}"/>'
            )
            types.append(f'<Override PartName="/ppt/slideLayouts/{name}" ContentType="{kind}"/>')
        for part, end, more in (
            (MASTER, b"</p:sldLayoutIdLst>", listed),
            ("ppt/slideMasters/_rels/slideMaster1.xml.rels", b"</Relationships>", related_),
            (TYPES, b"</Types>", types),
        ):
            parts[part] = parts[part].replace(end, "".join(more).encode() + end)

    return change


def _picture(data: bytes) -> tuple[Callable[[Parts], None], ...]:
    return (
        related(LAYOUT, "rIdY", "image", "../media/image7.png"),
        added("ppt/media/image7.png", data, "image/png"),
        inserted(LAYOUT, END, picture('<a:blip r:embed="rIdY"/>')),
    )


def lying(size: int) -> Callable[[], bytes]:
    """A package whose directory says that a part is small."""

    def made() -> bytes:
        content = bytearray(edited(*_picture(b"\x00" * size)))
        for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
            start = -1
            while (start := content.find(mark, start + 1)) >= 0:
                if content[start + at : start + at + 4] == struct.pack("<I", size):
                    content[start + at : start + at + 4] = struct.pack("<I", 100)
        return bytes(content)

    return made


def _locked() -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + name + b"\x00" * 400


def _other(part: str, kind: str) -> Callable[[], bytes]:
    def made() -> bytes:
        types = f'<Types><Override PartName="/{part}" ContentType="{kind}"/></Types>'
        return packed({TYPES: types.encode(), part: b"<x/>"})

    return made


_OFFICE = "application/vnd.openxmlformats-officedocument"
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "kosong"),
    "text": (lambda: b"bukan berkas", "bukan presentasi"),
    "PDF": (lambda: b"%PDF-1.7\n", "bukan presentasi"),
    "cut short": (lambda: given_template()[:4000], "rusak"),
    "locked": (_locked, "kata sandi"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900, "Office lama"),
    "workbook": (_other("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml"), "bukan presentasi"),
    "letter": (
        _other("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
        "bukan presentasi",
    ),
    "macro by kind": (
        lambda: edited(
            typed(
                "openxmlformats-officedocument.presentationml.presentation.main",
                "ms-powerpoint.presentation.macroEnabled.main",
            )
        ),
        "makro",
    ),
    "macro by part": (
        lambda: edited(
            related(
                "ppt/presentation.xml",
                "rIdX",
                "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
                "vbaProject.bin",
            ),
            added("ppt/vbaProject.bin", b"Attribute VB_Name", "application/vnd.ms-office.vbaProject"),
        ),
        "makro",
    ),
    "entities in a layout": (lambda: edited(_entity(LAYOUT)), "batas aman"),
    "entities in the theme": (lambda: edited(_entity("ppt/theme/theme1.xml")), "batas aman"),
    "entities behind white space": (lambda: edited(_hidden_entity), "(batas aman|rusak)"),
    "picture of 110 MB": (
        lambda: edited(added("ppt/media/image7.png", b"\x00" * 110 * 2**20, "image/png")),
        "terlalu besar",
    ),
    "pictures that add up": (
        lambda: edited(
            *(added(f"ppt/media/image{n}.png", b"\x00" * 15 * 2**20, "image/png") for n in range(8))
        ),
        "terlalu besar",
    ),
    "lying size": (lying(40 * 2**20), "(rusak|terlalu besar)"),
    "picture of a billion points": (lambda: edited(*_picture(png(40_000, 40_000))), "gambar di dalamnya"),
    "picture of 60 million points": (lambda: edited(*_picture(png(10_000, 6_000))), "gambar di dalamnya"),
    "one text of 9 MB": (
        lambda: edited(inserted(LAYOUT, END, shape(f"<!--{'x' * 9_000_000}-->"))),
        "terlalu besar",
    ),
    "nested without end": (lambda: edited(inserted(LAYOUT, END, "<p:grpSp>" * 100_000)), "rusak"),
    "a million shapes": (
        lambda: edited(inserted(LAYOUT, END, "<p:sp/>" * 1_000_000)),
        "unsur pada satu bagian",
    ),
    "3,000 layouts": (lambda: edited(_many_layouts(3_000)), "batas aman"),
    "900 layouts": (lambda: edited(_many_layouts(900)), "tata letaknya terlalu banyak"),
    "as small as a stamp": (lambda: given_template(2, 1.5), "ukuran salindianya"),
    "no title": (lambda: edited(_without_titles), "berjudul"),
}
"""Templates that are refused, and a word of the sentence."""


def _without_titles(parts: Parts) -> None:
    for name in [name for name in parts if name.startswith("ppt/slideLayouts/slideLayout")]:
        parts[name] = parts[name].replace(b'type="title"', b'type="body"')


def mutated(seed: int) -> bytes:
    """A template with something alive in it, and some of its bytes or parts broken."""
    draw = random.Random(seed)
    changes = draw.choice(list(ALIVE.values()))
    with zipfile.ZipFile(io.BytesIO(edited(*changes))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(draw.randint(1, 3)):
        name = draw.choice(sorted(parts))
        parts[name] = _broken(draw, parts[name], parts)
        if not parts[name]:
            del parts[name]
    content = packed(parts)
    return content[: draw.randrange(len(content))] if draw.random() < 0.1 else content


def _broken(draw: random.Random, data: bytes, parts: Parts) -> bytes:
    at, to = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    return draw.choice(
        [
            lambda: b"",
            lambda: data[:at] + bytes(draw.randrange(256) for _ in range(4)) + data[at:],
            lambda: data[:at] + data[to:],
            lambda: data[:to] + data[at:to] * draw.randint(1, 50) + data[to:],
            lambda: parts[draw.choice(sorted(parts))],
            lambda: data.replace(b"rId", draw.choice([b"", b"rId1", b"x"])),
            lambda: data.replace(
                b'Target="', draw.choice([b'Target="../../../../etc/', b'Target="http://x/'])
            ),
            lambda: data.replace(b'val="', b'val="9'),
            lambda: data.replace(b'type="title"', draw.choice([b"", b'type="ctrTitle"', b'idx="-1"'])),
            lambda: data.replace(b"<a:ext ", b"<a:extra "),
        ]
    )()
