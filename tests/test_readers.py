"""No reader of a stranger's file is called outside the child: which modules may call which, by name."""

import ast
from functools import cache
from pathlib import Path

from survey.files import sandbox

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("scoring", "reference", "survey", "storage", "planning", "charts", "reports", "workflow")
SOURCES = {
    file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): file
    for folder in (*FLOORS, "commands", "ui", "pages", "web", "kit")
    for file in (ROOT / folder).rglob("*.py")
} | {
    name: ROOT / f"{name}.py"
    for name in ("app", "server", "start", "cli", "run")
    if (ROOT / f"{name}.py").is_file()
}

# What opens, unpacks or parses bytes or text, by its dotted name; a module stands for all that is in it.
READERS = (
    *("zipfile", "tarfile", "gzip", "bz2", "lzma", "zlib", "zipimport", "shutil.unpack_archive"),
    *(
        "openpyxl.load_workbook",
        "openpyxl.reader",
        "python_calamine",
        "xlrd",
        "pyxlsb",
        "odf",
        "fastexcel",
        "polars",
    ),
    *(
        "pptx.Presentation",
        "pptx.oxml.parse_xml",
        "pptx.opc",
        "docx.Document",
        "docx.oxml.parse_xml",
        "docx.opc",
    ),
    *(
        "csv.reader",
        "csv.DictReader",
        "csv.Sniffer",
        "html.parser",
        "email",
        "mailbox",
        "plistlib",
        "configparser",
    ),
    *(
        "json.load",
        "json.loads",
        "json.JSONDecoder",
        "msgspec.json",
        "msgspec.msgpack",
        "msgspec.toml",
        "msgspec.yaml",
    ),
    *("tomllib", "tomli", "yaml", "pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"),
    *("xml.etree", "xml.sax", "xml.dom", "xml.parsers", "lxml", "defusedxml", "bs4", "html5lib"),
    *("PIL.Image.open", "PIL.ImageFile", "pypdf", "fitz", "numpy.load", "numpy.fromfile", "numpy.loadtxt"),
    *("pandas.read_csv", "pandas.read_excel", "pandas.read_json", "pandas.read_html", "pandas.read_xml"),
    *(
        "pandas.read_table",
        "pandas.read_fwf",
        "pandas.read_pickle",
        "pandas.read_parquet",
        "pandas.ExcelFile",
    ),
    *("pandas.read_feather", "pandas.read_orc", "pandas.read_stata", "pandas.read_sas", "pandas.read_spss"),
)
# Parts of those that open nothing.
HARMLESS = {
    *("zipfile.ZipInfo", "zipfile.BadZipFile", "zipfile.ZIP_DEFLATED", "zipfile.ZIP_STORED", "zlib.error"),
    *(
        "zlib.crc32",
        "zlib.compress",
        "lzma.LZMAError",
        "msgspec.json.encode",
        "msgspec.msgpack.encode",
        "pickle.dumps",
        *("msgspec.msgpack.encode", "pickle.dumps"),
        "tomllib.TOMLDecodeError",
    ),
    *("lxml.etree.tostring", "lxml.etree.Element", "lxml.etree.SubElement", "lxml.etree.XMLSyntaxError"),
    *(
        "lxml.etree._Element",
        "xml.parsers.expat.ExpatError",
        "xml.etree.ElementTree.ParseError",
        "pptx.opc.constants",
        "docx.opc.constants",
    ),
    *("docx.opc.oxml.serialize_part_xml", "docx.opc.packuri", "docx.opc.part"),
    *("python_calamine.SheetTypeEnum", "python_calamine.SheetVisibleEnum"),
}
# Run in the child alone. Nobody else calls their functions; the server hands them to the sandbox by name.
CHILD = {
    "reports.slides.grafting": {"pptx.Presentation"},
    "reports.slides.template_parts": {
        "zipfile.ZipFile",
        "lxml.etree.XMLParser",
        "lxml.etree.fromstring",
        "PIL.Image.open",
    },
    "survey.child_reading": {"pickle.loads"},  # the context, from the server
    "survey.files.csv": {"csv.reader"},
    "survey.files.html": {"html.parser.HTMLParser"},
    "survey.files.ods_scan": {"zipfile.ZipFile", "xml.parsers.expat.ParserCreate"},
    "survey.files.preflight": {"zipfile.ZipFile"},
    "survey.files.reader": {"openpyxl.load_workbook", "python_calamine.CalamineWorkbook.from_filelike"},
    "survey.files.repair": {"zipfile.ZipFile"},
    "survey.files.xlsb_scan": {"zipfile.ZipFile"},
    "survey.files.xlsx_scan": {"zipfile.ZipFile", "xml.etree.ElementTree.fromstring"},
    "survey.files.xml2003": {"xml.parsers.expat.ParserCreate"},
    "survey.files.zip_members": {"zipfile.ZipFile"},
    "workflow.package.cleaning": {"json.loads"},
    "workflow.package.instrument_checks": {"json.loads"},
    "workflow.package.members": {"json.loads", "zipfile.ZipFile"},
}
# Read what is ours: data/, the store, what the child said, documents that we write.
OWN = {
    "commands.kit": {"tomllib.loads"},  # our own project file
    "kit.places": {"json.loads"},  # the kit's own facts
    "reference.instruments.freezing": {"json.loads"},  # instruments in the store
    "reference.instruments.loading": {
        "csv.reader",
        "tomllib.loads",
    },  # data/; an expert's folder in the child
    "reference.planning": {"tomllib.loads"},  # data/
    "reference.tables": {"pandas.read_csv"},  # data/
    "reports.slides.charts": {"pptx.oxml.parse_xml"},  # elements of our own slides
    "reports.slides.deck": {"pptx.oxml.parse_xml"},
    "reports.slides.template": {"pptx.Presentation", "pptx.oxml.parse_xml"},  # our own plain presentation
    "reports.word.charts": {"docx.oxml.parse_xml"},  # elements of our own documents
    "reports.word.fields": {"docx.oxml.parse_xml"},
    "reports.file_times": {"zipfile.ZipFile"},  # documents as we wrote them
    "storage.backup.contents": {"msgspec.json.decode", "zipfile.ZipFile"},  # copies, by who runs the server
    "storage.states.kept": {"json.loads", "zlib.decompress"},  # a column of the store
    "storage.settings": {"tomllib.loads"},  # siap.toml, by who runs the server
    "survey.files.process_protocol": {"json.loads"},  # what the child says, within bounds
    "survey.reading_transfer": {"msgspec.msgpack.decode"},  # the same, typed
    "ui.presentation.position": {"json.loads"},  # where the show stood
    "workflow.codec": {"json.loads", "msgspec.json.Decoder"},  # entries of the store
    "workflow.package.facts": {"json.loads"},  # entries that the child has checked
    "workflow.package.parts": {"zlib.decompress"},  # parts as the child packed them
    "workflow.sample.spoil": {"zipfile.ZipFile"},  # forms of the sample
    "workflow.upload.remembered_choices": {"json.loads"},  # the store
    "web.packed_files": {"gzip.compress"},  # packs Streamlit's own files, and opens nothing
}
# What stands in a column of the store is ours, and so are the notes beside it.
STORE = ("storage.", {"json.loads"})
CALLS = ("call_function", "iterate_function")


def dotted(node: ast.expr, names: dict[str, str]) -> str:
    """The full name of a name or attribute, by what the module imported; "" for anything else."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute) and (front := dotted(node.value, names)):
        return f"{front}.{node.attr}"
    return ""


def imported(tree: ast.Module) -> dict[str, str]:
    """Name in the module -> what it stands for, imports within functions too."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {
                alias.asname or alias.name.partition(".")[0]: alias.name
                if alias.asname
                else alias.name.partition(".")[0]
                for alias in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


def is_reader(name: str) -> bool:
    within = any(name == one or name.startswith(f"{one}.") for one in READERS)
    return within and not any(name == one or name.startswith(f"{one}.") for one in HARMLESS)


def opens_nothing(call: ast.Call, name: str) -> bool:
    """A new document, or an archive that is only written."""
    if name in ("pptx.Presentation", "docx.Document"):
        return not call.args and not call.keywords
    modes = [*call.args[1:2], *(one.value for one in call.keywords if one.arg == "mode")]
    return name == "zipfile.ZipFile" and any(
        isinstance(one, ast.Constant) and str(one.value)[0] in "wax" for one in modes
    )


def readers_of(tree: ast.Module) -> set[str]:
    """The readers that a module calls, derives a class from, or hands on as a value."""
    names = imported(tree)
    notes = {id(part) for node in ast.walk(tree) for part in annotations(node)}
    calls = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name | ast.Attribute) or id(node) in notes or id(node) in inner:
            continue
        name = dotted(node, names)
        if is_reader(name) and not (id(node) in calls and opens_nothing(calls[id(node)], name)):
            found.add(name)
    return found


def annotations(node: ast.AST) -> list[ast.AST]:
    """Every node within what only says of which type something is."""
    said = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    return [part for one in said if isinstance(one, ast.AST) for part in ast.walk(one)]


def functions_of_others(module: str) -> dict[str, list[bool]]:
    """Dotted names in a module -> at each place, whether it is handed to the sandbox there."""
    tree, names = parsed(module), imported(parsed(module))
    handed = {
        id(call.args[0])
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in CALLS
        if call.args
    }
    found: dict[str, list[bool]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node, names)):
            found.setdefault(name, []).append(id(node) in handed)
    return found


def functions_in(module: str) -> set[str]:
    return {
        f"{module}.{node.name}"
        for node in parsed(module).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_readers_are_called_where_it_is_known_and_nowhere_else():
    floor, columns = STORE
    found = {
        module: readers
        for module in SOURCES
        if (readers := readers_of(parsed(module)))
        if not (module.startswith(floor) and readers <= columns)
    }
    assert found == CHILD | OWN


def test_nobody_but_the_child_calls_what_reads_strangers_files():
    inside = {name for module in CHILD for name in functions_in(module)}
    said = [
        f"{module}: {name}"
        for module in SOURCES.keys() - CHILD.keys()
        for name, handed in functions_of_others(module).items()
        if name in inside and not all(handed)
    ]
    assert said == []


def test_what_is_handed_to_the_child_is_called_by_nobody_else():
    handed = {
        name for module in SOURCES for name, places in functions_of_others(module).items() if any(places)
    }
    assert handed >= {
        "reports.slides.grafting.graft_slides",
        "reports.slides.grafting.measure_template",
        "reference.instruments.loading.read_definition_texts",
        "survey.child_reading.open_survey",
        "survey.child_reading.read_open_survey",
        "survey.files.zip_members.iterate_zip_members",
        "workflow.package.members.read_package_members",
    }
    said = [
        f"{module}: {name}"
        for module in SOURCES
        for name, places in functions_of_others(module).items()
        if name in handed and not all(places)
    ]
    assert said == []


def test_the_child_starts_readers_by_their_names_alone():
    """The grids of workbooks are asked for by a text, which no import shows."""
    module, name = sandbox.READ.split(":")
    assert f"{module}.{name}" in functions_in(module)
    assert module in CHILD


def test_the_rule_sees_every_way_of_calling_a_reader():
    """Each of these is one; the ways in which modules name things are many."""
    for text in (
        "import zipfile\nzipfile.ZipFile(x)",
        "import zipfile as z\nz.ZipFile(x, 'r')",
        "from zipfile import ZipFile as Z\nwith Z(x) as y: pass",
        "def f():\n    from openpyxl import load_workbook\n    return load_workbook(x)",
        "import openpyxl\nopen_ = openpyxl.load_workbook",
        "from pptx import Presentation\nPresentation(x)",
        "import pandas as pd\npd.read_excel(x)",
        "from lxml import etree\netree.parse(x)",
        "import xml.etree.ElementTree as ET\nET.iterparse(x)",
        "from xml.etree import ElementTree\nmap(ElementTree.fromstring, x)",
        "from html.parser import HTMLParser\nclass P(HTMLParser): pass",
        "import json\njson.loads(x)",
        "from functools import partial\nimport pickle\npartial(pickle.loads, x)",
    ):
        assert readers_of(ast.parse(text)), text
    for text in (
        "import zipfile\nzipfile.ZipFile(x, 'w')",
        "import zipfile\nzipfile.ZipFile(x, mode='a')",
        "from pptx import Presentation\nPresentation()",
        "import zipfile\ndef f(x: zipfile.ZipFile) -> zipfile.ZipFile: ...",
        "import json\njson.dumps(x)",
    ):
        assert not readers_of(ast.parse(text)), text
