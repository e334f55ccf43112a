"""Planning tables drawn in many shapes from one known plan: Renja, RKPD, evaluation and the like."""

from dataclasses import dataclass, field, replace
from random import Random

from survey.files.grid import Sheet, Workbook
from survey.programmes import reading
from tests.survey.programmes.tables import SOURCE

BODIES = {
    "DISKOMINFO": ("Dinas Komunikasi dan Informatika", "2.16"),
    "DINKES": ("Dinas Kesehatan", "1.02"),
    "DLH": ("Dinas Lingkungan Hidup", "2.11"),
}
NOUNS = (
    "Aplikasi",
    "Jaringan",
    "Data Sektoral",
    "Layanan Publik",
    "Sampah",
    "Gizi",
    "Puskesmas",
    "Pasar Rakyat",
)
VERBS = ("Pengelolaan", "Penyelenggaraan", "Koordinasi", "Fasilitasi", "Penyediaan", "Peningkatan")
UNITS = ("Dokumen", "OPD", "Unit", "Laporan", "Orang", "Desa")


@dataclass
class Node:
    """One row of the truth: level 0 urusan to 4 sub kegiatan."""

    level: int
    code: str
    name: str
    opd: str
    pagu: float = 0.0
    measures: list = field(default_factory=list)
    below: list = field(default_factory=list)

    @property
    def total(self):
        return sum(one.total for one in self.below) if self.below else self.pagu

    @property
    def leaves(self):
        return [leaf for one in self.below for leaf in one.leaves] if self.below else [self]


def _name(random, number):
    return f"{random.choice(VERBS)} {random.choice(NOUNS)} {random.choice('ABCDEFGH')}{number}"


def plan_of(random, opd, deepest, measures=1):
    """The tree of one OPD, down to level `deepest` (3 kegiatan, 4 sub kegiatan)."""
    name, field_code = BODIES[opd]
    count = iter(range(1, 10_000))

    def grow(level, code):
        words = _name(random, next(count))
        words = {2: f"PROGRAM {words.upper()}"}.get(level, words)
        one = Node(level, code, words, opd)
        if level < deepest:
            parts = {2: "2.{:02}", 3: "{:04}"}.get(level)
            numbers = sorted(random.sample(range(1, 30), random.randint(1, 3)))
            one.below = [grow(level + 1, f"{code}.{parts.format(each)}") for each in numbers]
        else:
            one.pagu = float(random.randint(5, 4000) * 1_000_000)
            one.measures = [
                (f"Jumlah {words.lower()} {each}", random.randint(1, 90), random.choice(UNITS))
                for each in range(random.randint(1, measures))
            ]
        return one

    programmes = [
        grow(2, f"{field_code}.{each:02}")
        for each in sorted(random.sample(range(2, 9), random.randint(1, 2)))
    ]
    urusan = Node(0, field_code[0], "URUSAN PEMERINTAHAN WAJIB", opd)
    bidang = Node(1, field_code, f"BIDANG URUSAN {name.upper()[6:]}", opd, below=programmes)
    urusan.below = [bidang]
    return urusan


def walk(node):
    yield node
    for one in node.below:
        yield from walk(one)


@dataclass(frozen=True)
class Shape:
    """How a plan is written down; see `Writer`."""

    codes: str = "one"
    names: str = "one"
    heading: int = 0
    top: int = 2
    deepest: int = 4
    sums: bool = True
    opd: str = "column"
    headings: str = "one"
    numbered: bool = False
    title: bool = True
    total: bool = True
    signature: bool = False
    measures: int = 1
    money: str = "number"
    extra: str = ""
    hint: str = "words"
    gap: bool = False
    again: bool = False
    more: bool = False
    unmerged: bool = False
    formulas: bool = False


NAME_HEADINGS = {
    4: (
        "Program/Kegiatan/Sub Kegiatan",
        "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/Sub Kegiatan",
        "Uraian",
        "Nomenklatur Urusan Kabupaten/Kota",
        "PROGRAM, KEGIATAN DAN SUB KEGIATAN",
        "Nama Program / Kegiatan / Subkegiatan",
    ),
    3: (
        "Program/Kegiatan",
        "Program dan Kegiatan",
        "Uraian",
        "Nama Program/Kegiatan",
        "PROGRAM / KEGIATAN",
        "Uraian",
    ),
}
COLUMN_HEADINGS = ("Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan")
SPLITS = {
    "split5": (
        ("2", "16", "03", "2.02", "0011"),
        ("Urusan", "Bidang Urusan", "Program", "Kegiatan", "Sub Kegiatan"),
    ),
    "split4": (("2.16", "03", "2.02", "0011"), ("Bidang", "Program", "Kegiatan", "Sub Kegiatan")),
}


class Writer:
    """Writes plans as one sheet of a shape, and keeps what is true of it."""

    def __init__(self, random, shape, plans):
        self.random, self.shape, self.plans = random, shape, plans
        self.rows, self.merges = [], []
        self.truth, self.above, self.gone = [], [], []
        self.last = [""] * 9

    # Columns, left to right: number, codes, names, measure, target, pagu, extras, opd.
    def layout(self):
        shape = self.shape
        width = {"one": 1, "split5": 5, "split4": 4}.get(shape.codes, 0)
        names = 1 if shape.names == "one" else shape.deepest - shape.top + 1
        order = [("no", 1), ("code", width), ("name", names), ("measure", 1), ("target", 1), ("pagu", 1)]
        order.insert(4, ("more", 3 if shape.more else 0))
        order += [("extra", len(EXTRAS[shape.extra])), ("opd", 1 if shape.opd == "column" else 0)]
        places, at = {}, 0
        for key, size in order:
            places[key] = list(range(at, at + size))
            at += size
        return places, at

    def write(self):
        self.places, self.width = self.layout()
        shape = self.shape
        if shape.title:
            self.line({0: "RENCANA KERJA (RENJA) KABUPATEN NGANJUK TAHUN 2027"})
        if shape.opd == "above":
            self.line({0: f"Perangkat Daerah : {BODIES[self.plans[0].opd][0]}"})
        if shape.title or shape.opd == "above":
            self.rows.append(())
        if shape.money == "jutaan":
            self.rows[-1:] = [("(dalam jutaan rupiah)",), ()]
        self.headings()
        self.first = len(self.rows)
        for number, plan in enumerate(self.plans):
            if number and shape.gap:
                self.rows.append(())
            if number and shape.again:
                self.repeat_headings()
            self.one_plan(plan)
        if shape.total:
            self.gone.append(len(self.rows))
            self.line(
                {
                    0: "JUMLAH",
                    **{at: self.money(sum(p.total for p in self.plans)) for at in self.places["pagu"]},
                }
            )
        if shape.signature:
            self.rows.append(())
            self.line({max(self.width - 2, 1): "Nganjuk, 3 Maret 2027"})
            self.line({max(self.width - 2, 1): "Kepala Dinas"})
        return self

    def line(self, cells):
        self.rows.append(tuple(cells.get(at) for at in range(max(cells) + 1)))

    def repeat_headings(self):
        """The headings of another page: those of one row, without merges."""
        if self.shape.headings == "one":
            self.gone.append(len(self.rows))
            self.rows.append(self.rows[self.head])

    def headings(self):
        shape, places = self.shape, self.places
        self.head = len(self.rows)
        top, low = {}, {}
        top[places["no"][0]] = "No"
        names = NAME_HEADINGS[shape.deepest][shape.heading % 6]
        if shape.codes in SPLITS:
            for at, word in zip(places["code"], SPLITS[shape.codes][1], strict=True):
                top.setdefault(places["code"][0], "Kode")
                low[at] = word
        elif shape.codes == "one":
            top[places["code"][0]] = ("Kode", "Kode Rekening", "KODE", "Kode Nomenklatur")[shape.heading % 4]
        if shape.names == "one":
            top[places["name"][0]] = names
        else:
            for at, level in zip(places["name"], range(shape.top, shape.deepest + 1), strict=True):
                top[at] = COLUMN_HEADINGS[level]
        top[places["measure"][0]] = ("Indikator Kinerja", "Indikator", "Indikator Keluaran", "Tolok Ukur")[
            shape.heading % 4
        ]
        if shape.headings == "one":
            top[places["target"][0]], top[places["pagu"][0]] = "Target 2027", "Pagu Indikatif (Rp)"
        else:
            top[places["target"][0]] = "Rencana Tahun 2027"
            low[places["target"][0]] = "Target"
            low[places["pagu"][0]] = "Pagu Indikatif (Rp)"
        for at, text in zip(places["more"], ("Lokasi", "Sumber Dana", "Sasaran"), strict=False):
            top[at] = text
        for at, (upper, lower) in zip(places["extra"], EXTRAS[shape.extra], strict=True):
            top[at], low[at] = (
                (upper, lower) if shape.headings != "one" else (f"{upper} {lower}".strip(), None)
            )
        if places["opd"]:
            top[places["opd"][0]] = ("Perangkat Daerah", "OPD", "Perangkat Daerah Penanggung Jawab", "SKPD")[
                shape.heading % 4
            ]
        low = {at: text for at, text in low.items() if text}
        if shape.headings == "one" and shape.codes in SPLITS:
            for at in places["code"]:
                low.pop(at, None)
            self.merges.append((len(self.rows), places["code"][0], len(self.rows), places["code"][-1]))
        if low:
            self.merged_headings(top, low)
        else:
            self.line(top)
        if shape.numbered:
            self.gone.append(len(self.rows))
            numbers = {at: float(number) for number, at in enumerate(self.numbers(), 1)}
            if shape.formulas:
                numbers[self.width - 1] = f"{len(numbers)} = 5+6"
            self.line(numbers)

    def numbers(self):
        """Columns that the row of numbers counts: the parts of a code as one."""
        skipped = set(self.places["code"][1:])
        return [at for at in range(self.width) if at not in skipped]

    def merged_headings(self, top, low):
        row = len(self.rows)
        seen = {}
        for at, text in list(top.items()):
            if text in seen.values() and at - 1 in seen and seen[at - 1] == text:
                top.pop(at)
            seen[at] = text
        for at in range(self.width):
            if at not in low and not self.shape.unmerged:
                self.merges.append((row, at, row + 1, at))
        groups = sorted(at for at in top if at in low)
        for at in groups:
            end = at
            while end + 1 in low and end + 1 not in top:
                end += 1
            if end > at and not self.shape.unmerged:
                self.merges.append((row, at, row, end))
        self.line(top)
        self.line({**low, self.width - 1: low.get(self.width - 1)})

    def one_plan(self, plan):
        shape = self.shape
        self.number = getattr(self, "number", 0)
        if shape.opd == "band":
            self.gone.append(len(self.rows))
            at = self.places["name"][0]
            self.line({at: BODIES[plan.opd][0].upper()})
        for node in walk(plan):
            if node.level < shape.top:
                continue
            if node.below and shape.names in ("flat", "merged", "first"):
                continue
            self.node(plan, node)

    def parents(self, plan, node):
        path = []

        def seek(one, above):
            if one is node:
                path.extend(above)
            for each in one.below:
                seek(each, [*above, one])

        seek(plan, [])
        return [one for one in path if one.level >= self.shape.top]

    def node(self, plan, node):
        shape, places = self.shape, self.places
        row, parents = len(self.rows), self.parents(plan, node)
        cells = {}
        if not node.below:
            self.number += 1
        cells[places["no"][0]] = self.numbering(node, parents)
        cells |= self.code_cells(node)
        cells |= self.name_cells(node, parents, row)
        if node.below:
            self.gone.append(row)
            if shape.sums:
                cells[places["pagu"][0]] = self.money(node.total)
        else:
            cells[places["pagu"][0]] = self.money(node.pagu)
            for at, text in zip(places["more"], ("Kec. Berbek", "DAU", "Meningkatnya layanan"), strict=False):
                cells[at] = text
            measure, target, unit = node.measures[0]
            cells[places["measure"][0]], cells[places["target"][0]] = measure, f"{target} {unit}"
            for at, (_upper, lower) in zip(places["extra"], EXTRAS[shape.extra], strict=True):
                share = "%" in lower or lower == "K"
                cells[at] = (
                    float(self.random.randint(1, 99)) if share else float(self.random.randint(1, 900) * 10**6)
                )
        if places["opd"]:
            cells[places["opd"][0]] = BODIES[node.opd][0]
        self.line({at: cell for at, cell in cells.items() if cell is not None})
        if not node.below:
            more = []
            for measure, target, unit in node.measures[1:]:
                more.append(len(self.rows))
                self.line({places["measure"][0]: measure, places["target"][0]: f"{target} {unit}"})
            self.truth.append((node, parents, row, more))

    def numbering(self, node, parents):
        if self.shape.codes == "none" and self.shape.names == "one" and self.shape.hint == "numbers":
            kinds = (
                lambda n: "IVX"[min(n - 1, 2)],
                lambda n: chr(64 + n),
                lambda n: float(n),
                lambda n: chr(96 + n),
            )
            ranks = list(range(self.shape.top, self.shape.deepest + 1))
            counts = self.counts = getattr(self, "counts", {})
            key = (node.level, id(parents[-1]) if parents else 0)
            counts[key] = counts.get(key, 0) + 1
            return kinds[1:][ranks.index(node.level)](counts[key])
        return None if node.below else float(self.number)

    def code_cells(self, node):
        places = self.places["code"]
        if self.shape.codes == "one":
            return {places[0]: node.code}
        if self.shape.codes not in SPLITS:
            return {}
        pieces = node.code.split(".")
        if self.shape.codes == "split5":
            parts = [*pieces[:3], ".".join(pieces[3:5]), *pieces[5:]]
        else:
            parts = [
                ".".join(pieces[:2]),
                pieces[2] if len(pieces) > 2 else "",
                ".".join(pieces[3:5]),
                *pieces[5:],
            ]
        parts = [part for part in parts if part]
        return dict(zip(places, parts, strict=False))

    def name_cells(self, node, parents, row):
        shape, places = self.shape, self.places["name"]
        if shape.names == "one":
            words = node.name
            if shape.codes == "in_name":
                words = f"{node.code} {words}"
            elif shape.codes == "none":
                label = {2: "", 3: "Kegiatan: ", 4: "Sub Kegiatan: "}.get(node.level, "")
                depth = node.level - shape.top
                words = f"{label}{words}" if shape.hint == "words" else words
                words = f"{'   ' * depth}{words}" if shape.hint == "indent" else words
            return {places[0]: words}
        place = dict(zip(range(shape.top, shape.deepest + 1), places, strict=True))
        cells = {place[node.level]: self.coded(node)}
        for one in parents:
            at = place[one.level]
            fresh = self.last[one.level] != id(one)
            if shape.names == "flat" or (fresh and shape.names != "stacked"):
                cells[at] = self.coded(one)
            if shape.names == "merged" and fresh:
                height = sum(len(leaf.measures) for leaf in one.leaves)
                if height > 1:
                    self.merges.append((row, at, row + height - 1, at))
            self.last[one.level] = id(one)
        return cells

    def coded(self, node):
        return f"{node.code} {node.name}" if self.shape.codes == "in_name" else node.name

    def money(self, value):
        if self.shape.money == "text":
            return f"Rp {value:,.0f}".replace(",", ".") + ",00"
        return value / 1e6 if self.shape.money == "jutaan" else value


EXTRAS = {
    "": (),
    "evaluasi": (
        ("Realisasi Triwulan I", "K"),
        ("Realisasi Triwulan I", "Rp"),
        ("Realisasi Triwulan II", "K"),
        ("Realisasi Triwulan II", "Rp"),
        ("Tingkat Capaian", "(%)"),
    ),
    "maju": (("Prakiraan Maju Tahun 2028", "Target K"), ("Prakiraan Maju Tahun 2028", "Pagu Indikatif (Rp)")),
    "renstra": (("Target Renstra s.d. 2029", "K"), ("Target Renstra s.d. 2029", "Rp")),
    "emonev": (("Realisasi Keuangan", "(Rp)"), ("Realisasi Keuangan", "(%)"), ("Sisa Anggaran", "(Rp)")),
}


def drawn_table(seed, shape):
    """The writer of a table and what our reader makes of it."""
    random = Random(seed)
    bodies = random.sample(list(BODIES), 1 if shape.opd == "above" else random.randint(1, 3))
    plans = [plan_of(random, opd, shape.deepest, shape.measures) for opd in bodies]
    writer = Writer(random, shape, plans).write()
    grid = Sheet("Renja", tuple(tuple(row) for row in writer.rows), merges=tuple(writer.merges))
    found = reading.read_programme_workbook(Workbook("xlsx", "calamine", (grid,)), "renja.xlsx", SOURCE)
    return writer, found


__all__ = ["Shape", "drawn_table", "replace"]
