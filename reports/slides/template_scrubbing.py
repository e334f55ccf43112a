"""What is alive in the XML of a presentation's part, taken out: links, actions, marks that lead nowhere."""

from __future__ import annotations

from lxml import etree

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Links and the programs or macros they start; what belongs to slides that are gone; who may not write.
GONE = {
    *(
        f"{{{DRAWING}}}{name}"
        for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "snd", "wavAudioFile")
    ),
    *(f"{{{DRAWING}}}{name}" for name in ("audioCd", "audioFile", "videoFile", "quickTimeFile")),
    *(f"{{{SLIDES}}}{name}" for name in ("timing", "controls", "custDataLst", "sndAc", "sldIdLst")),
    *(
        f"{{{SLIDES}}}{name}"
        for name in ("custShowLst", "handoutMasterIdLst", "notesMasterIdLst", "photoAlbum")
    ),
    *(f"{{{SLIDES}}}{name}" for name in ("modifyVerifier", "smartTags", "htmlPubPr", "webPr", "oleObj")),
}
# What goes with a part that is gone, the nearest around it.
SHAPES = {
    *(f"{{{SLIDES}}}{name}" for name in ("pic", "graphicFrame", "contentPart", "embeddedFont", "ext")),
    *(f"{{{DRAWING}}}{name}" for name in ("ext", "buBlip", "blipFill")),
    f"{{{COMPATIBLE}}}AlternateContent",
}


def scrub_part(root: etree._Element, kept: set[str]) -> None:
    """Take out, in place, what is alive and what names a relationship that is not in `kept`."""
    if root.tag == f"{{{SLIDES}}}presentation":
        # Sections and the like number slides that are gone.
        for one in root.findall(f"{{{SLIDES}}}extLst"):
            root.remove(one)
    for one in [one for one in root.iter() if one.tag in GONE]:
        _remove(one)
    for one in [one for one in root.iter() if _leads_nowhere(one, kept)]:
        _cut(one, kept)
    for one in list(root.iter(f"{{{DRAWING}}}graphicData")):
        if len(one) == 0:
            _remove(next(one.iterancestors(f"{{{SLIDES}}}graphicFrame"), one))


def _leads_nowhere(element: etree._Element, kept: set[str]) -> bool:
    return any(
        name.startswith(f"{{{RELATIONS}}}") and value not in kept for name, value in element.attrib.items()
    )


def _cut(element: etree._Element, kept: set[str]) -> None:
    """A linked picture that is also embedded loses its link; anything else goes with its shape."""
    link, embedded = f"{{{RELATIONS}}}link", element.get(f"{{{RELATIONS}}}embed")
    if embedded in kept and element.get(link) is not None:
        del element.attrib[link]
        if not _leads_nowhere(element, kept):
            return
    around = next((one for one in element.iterancestors() if one.tag in SHAPES), element)
    if around.tag == f"{{{DRAWING}}}blipFill":
        # Backgrounds and lines must be filled with something.
        around.addprevious(around.makeelement(f"{{{DRAWING}}}noFill", {}))
    _remove(around)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
