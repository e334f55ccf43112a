"""Every member of a package is held against what ours can say; what is wrong is named with its member."""

import hashlib
import io
import json
import re
import zipfile

import pytest

from benchmarks import packages_kept
from reference import instruments
from workflow.package import caps
from workflow.package.members import CONTENTS, read_package_members

REGION = "daerah/35.18.json"
PERSEPSI = instruments.load_instrument("persepsi")
OFFICIAL = f"instrumen/{PERSEPSI.digest}.json"


@pytest.fixture(scope="module")
def members():
    """The members of an honest package of one region."""
    seed = packages_kept.list_seeds()[0]
    with zipfile.ZipFile(io.BytesIO(seed)) as file:
        return {name: file.read(name) for name in file.namelist()}


def signed(members):
    """The package with its checksums put right."""
    contents = json.loads(members[CONTENTS])
    names = [name for name in members if name.startswith(("daerah/", "instrumen/"))]
    contents["sha256"] = {name: hashlib.sha256(members[name]).hexdigest() for name in names}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in ({**members, CONTENTS: json.dumps(contents).encode()}).items():
            file.writestr(name, data)
    return buffer.getvalue()


def problem(members):
    """What is said of the package; "" where it is taken."""
    *_, (said, _) = read_package_members(signed(members))
    return said.get("problem", "")


def with_region(members, change):
    tree = json.loads(members[REGION])
    change(tree)
    return {**members, REGION: json.dumps(tree).encode()}


def assessment(tree):
    return tree["assessments"][0]


def batch(tree):
    return assessment(tree)["batch"]


def answer(tree):
    return next(one for one in batch(tree)["submissions"][0]["answers"] if one["status"] == "answered")


def test_an_honest_package_is_taken(members):
    assert problem(members) == ""


REFUSED = {
    "another region inside": (lambda tree: tree.update(code="35.23"), 'daerah "35.23"'),
    "answers of another region": (
        lambda tree: batch(tree)["submissions"][0].update(region="35.23"),
        'daerah lain ("35.23")',
    ),
    "a decision of another region": (
        lambda tree: assessment(tree)["decisions"][0].update(region="35.23"),
        'daerah lain ("35.23")',
    ),
    "a level beyond the scale": (lambda tree: answer(tree).update(value=99.0), "di luar 1 sampai 5"),
    "a level that is true": (lambda tree: answer(tree).update(value=True), "tidak berbentuk"),
    "a level that is text": (lambda tree: answer(tree).update(value="4"), "answers[0].value"),
    "a level of nothing": (lambda tree: answer(tree).update(value=None), "bertentangan"),
    "an item that is not there": (lambda tree: answer(tree).update(indicator="X9"), '"X9"'),
    "an answer twice": (
        lambda tree: batch(tree)["submissions"][0]["answers"].append(answer(tree)),
        "dua kali",
    ),
    "an endless text": (lambda tree: answer(tree).update(fact="x" * 40_000), "sepanjang 40000 huruf"),
    "a file that is not there": (
        lambda tree: batch(tree)["submissions"][0].update(file=7),
        "berkas nomor 7",
    ),
    "the bytes of a file": (lambda tree: batch(tree)["files"][0].update(content="aXNp"), "isi berkas"),
    "remarks of a reader": (
        lambda tree: batch(tree).update(findings=[{"code": "E1", "severity": "error", "message": "x"}]),
        "catatan pembacaan",
    ),
    "an OPD twice": (lambda tree: tree["roster"].append(tree["roster"][0]), "dua kali"),
    "an OPD without a code": (lambda tree: tree["roster"][0].update(opd=" "), "kode OPD yang kosong"),
    "a column of its own": (lambda tree: tree["roster"][0].update(rahasia="x"), '"rahasia"'),
    "an urusan that is not there": (lambda tree: tree["roster"][0].update(sectors="sihir"), '"sihir"'),
    "a target of no node": (lambda tree: tree["targets"][0].update(node="X9"), '"X9"'),
    "a target beyond the scale": (lambda tree: tree["targets"][0].update(value=77.0), "sebesar 77"),
    "a target long ago": (lambda tree: tree["targets"][0].update(year=-5), "tahun -5"),
    "an entry of no kind": (lambda tree: tree["entries"][0].update(kind="audit"), '"audit"'),
    "an entry of nobody": (lambda tree: tree["entries"][0].update(by=""), "kosong"),
    "an endless entry": (
        lambda tree: tree["entries"][0].update(text="x" * (caps.ENTRY + 1)),
        f"lebih dari {caps.ENTRY}",
    ),
    "an instrument that did not come": (
        lambda tree: assessment(tree).update(instrument="0" * 64),
        "tidak ikut dikirim",
    ),
    "a period that ends before it begins": (
        lambda tree: assessment(tree).update(ends="2025-01-01"),
        "berakhir sebelum mulai",
    ),
    "a period of the year 1": (lambda tree: assessment(tree).update(starts="0001-01-01"), "tahun 1"),
    "a day that is none": (lambda tree: assessment(tree).update(starts="2026-02-30"), "tidak berbentuk"),
    "a role that is none": (
        lambda tree: assessment(tree)["assigned"].append(["K1", "A", "raja"]),
        "tidak ada",
    ),
    "a decision without a reason": (
        lambda tree: assessment(tree)["decisions"][0].update(reason=" "),
        "tanpa alasan",
    ),
    "a decision that withdraws": (
        lambda tree: assessment(tree)["decisions"][0].update(value=None),
        "tanpa nilai",
    ),
    "a budget without end": (
        lambda tree: batch(tree)["submissions"][0]["programmes"][0].update(budget=1e300),
        "anggaran",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_ours_cannot_say_is_refused_by_its_member(members, name):
    change, told = REFUSED[name]
    said = problem(with_region(members, change))
    assert said.startswith(f"Paket ini rusak atau telah diubah: bagian {REGION} ")
    assert told in said
    assert said.endswith("Minta salinan baru dari pengirimnya.")


@pytest.mark.parametrize("part", ["entries", "targets", "roster"])
def test_what_is_said_twice_is_named_in_words(members, part):
    """No word of Python's, as "programme q False" once was."""
    told = problem(with_region(members, lambda tree: tree[part].append(tree[part][0])))
    assert "dua kali" in told
    assert not re.search(r"\b(True|False|None)\b", told)


def test_a_region_that_is_none_is_refused(members):
    text = members[REGION].replace(b"35.18", b"99.99")
    said = problem({**{k: v for k, v in members.items() if k != REGION}, "daerah/99.99.json": text})
    assert 'daerah "99.99" yang tidak ada' in said


def forged(text, digest, name="persepsi", version="0.1"):
    return json.dumps({"instrument": name, "version": version, "digest": digest, "text": text}).encode()


def test_no_instrument_comes_under_the_digest_of_another(members):
    other = PERSEPSI.to_text().replace('"weight":1.0', '"weight":9.0', 1)
    assert "disebut kodenya" in problem({**members, OFFICIAL: forged(other, PERSEPSI.digest)})


def renamed(members, text, **said):
    """The package with another instrument under its own digest."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    changed = {name: data for name, data in members.items() if name != OFFICIAL}
    changed[REGION] = changed[REGION].replace(PERSEPSI.digest.encode(), digest.encode())
    return {**changed, f"instrumen/{digest}.json": forged(text, digest, **said)}


BROKEN = {
    "a weight below nothing": ('"weight":1.0', '"weight":-1.0', "tidak memuat instrumen"),
    "a scale upside down": ('"maximum":5.0', '"maximum":0.0', "tidak memuat instrumen"),
    "a field of its own": ('"horizons":', '"jahat":1,"horizons":', "tidak memuat instrumen"),
    "a tag of its own": ('"tags":{"', '"tags":{"jahat":"x","', "hal yang tidak dikenal"),
    "a bell": ("Persepsi", "Persepsi\\u0007", "karakter kendali"),
    "no JSON": ("{", "[", "tidak memuat instrumen"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_instrument_passes_what_an_uploaded_one_passes(members, name):
    old, new, told = BROKEN[name]
    text = PERSEPSI.to_text()
    assert old in text
    assert told in problem(renamed(members, text.replace(old, new, 1)))


def test_an_instrument_is_called_what_it_is(members):
    text = PERSEPSI.to_text()
    assert "daripada" in problem({**members, OFFICIAL: forged(text, PERSEPSI.digest, "kesiapan", "0.9")})


def test_an_edited_instrument_of_another_digest_is_taken(members):
    text = PERSEPSI.to_text().replace(PERSEPSI.title, "Persepsi kami")
    assert problem(renamed(members, text)) == ""


def test_every_malformed_member_is_named_up_to_a_few(members):
    many = {f"daerah/35.{number:02}.json": members[REGION] for number in (1, 2, 3, 4, 5, 6, 7, 8)}
    said = problem({**members, **many})
    assert said.count("bagian daerah/") == 5


def test_texts_arrive_without_what_no_document_may_hold(members):
    def write(tree):
        answer(tree).update(evidence="a\u0007b\u0000c\u000bd")
        entry = next(one for one in tree["entries"] if one["key"] == "p0")
        entry.update(text='{"key":"p0","name":"Bank\\u0007 sampah"}')

    replies = list(read_package_members(signed(with_region(members, write))))
    assert not any("problem" in said for said, _ in replies)


def with_contents(members, **said):
    return {**members, CONTENTS: json.dumps(json.loads(members[CONTENTS]) | said).encode()}


HEAD = "3518/12/3f9a41c277d0b812"


@pytest.mark.parametrize("heads", [[], [HEAD], [HEAD, "umum/0/0000000000000000"]])
def test_heads_of_chains_arrive_as_the_package_claims_them(members, heads):
    (said, _), *_ = read_package_members(signed(with_contents(members, jejak=heads)))
    assert said["heads"] == heads


def test_a_package_that_names_no_heads_is_taken(members):
    older = json.loads(members[CONTENTS])
    del older["jejak"]
    older = {**members, CONTENTS: json.dumps(older).encode()}
    assert problem(older) == ""


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (HEAD, 'pada "jejak"'),
        (None, 'pada "jejak"'),
        ({"3518": HEAD}, 'pada "jejak"'),
        (7, 'pada "jejak"'),
        ([HEAD, None], 'pada "jejak['),
        ([[HEAD]], 'pada "jejak['),
        ([""], "yang tidak dikenal"),
        (["lain/1/3f9a41c277d0b812"], "yang tidak dikenal"),
        (["35.18/1/3f9a41c277d0b812"], "yang tidak dikenal"),
        (["3518/\u0661/3f9a41c277d0b812"], "yang tidak dikenal"),
        (["3518/1/3f9a41c277d0b81"], "yang tidak dikenal"),
        (["3518/1/3F9A41C277D0B812"], "yang tidak dikenal"),
        ([f"{HEAD}\n"], "yang tidak dikenal"),
        ([f"{HEAD} [klik](http://x)"], "yang tidak dikenal"),
        (["3523/1/3f9a41c277d0b812"], "daerah yang tidak ikut dikirim"),
        ([HEAD, "3518/13/0000000000000000"], "dua kali"),
        ([HEAD] * 5_000, "lebih dari"),
    ],
)
def test_heads_that_ours_cannot_print_are_refused_in_a_sentence(members, heads, told):
    said = problem(with_contents(members, jejak=heads))
    assert said.startswith("Paket ini rusak atau telah diubah: daftar isinya (isi.json) ")
    assert told in said
    assert said.endswith("Minta salinan baru dari pengirimnya.")


def zipped(*files, how=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as file:
        for name, data in files:
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([("../luar.json", b"{}")], "tidak tercantum"),
        ([(REGION, b"{}")], "dua kali"),
        ([("daerah/35.19.json", b" " * (caps.MEMBER_BYTES + 1))], "terlalu besar"),
        ([("daerah/35.19.json", b" " * 17 * 2**20)], "terlalu besar"),
        ([(f"x{n}", b"") for n in range(caps.MEMBERS)], "terlalu besar untuk dibuka"),
    ],
    ids=["another path", "a name twice", "a large one", "a bomb", "too many"],
)
def test_members_that_are_none_of_ours_are_refused(members, more, told):
    *_, (said, _) = read_package_members(zipped(*members.items(), *more))
    assert told in said["problem"]


def test_members_packed_otherwise_are_not_unpacked(members):
    *_, (said, _) = read_package_members(zipped(*members.items(), how=zipfile.ZIP_LZMA))
    assert "dimampatkan dengan cara lain" in said["problem"]


def test_a_list_of_contents_that_names_paths_is_refused(members):
    contents = json.loads(members[CONTENTS])
    contents["sha256"]["../x"] = "0" * 64
    *_, (said, _) = read_package_members(zipped(*({**members, CONTENTS: json.dumps(contents)}).items()))
    assert "bagian yang asing" in said["problem"]
