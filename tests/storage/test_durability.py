"""Two writers never lose or mix; a process killed at any moment leaves a whole store."""

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from storage import audit, chain_check, open_store, schema
from storage.location import ROOT
from storage.upload import batches, uploads
from tests.storage import writer
from tests.storage.scene import NGANJUK

ROWS = writer.INDICATORS * writer.AGENCIES


def start(url, who, count):
    command = [sys.executable, "-m", "tests.storage.writer", url, who, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def counts(store):
    """Rows per batch of answers, versions and files."""
    version = schema.version
    answers = select(version.c.batch_id, func.count()).join(
        schema.answer, schema.answer.c.version_id == version.c.id
    )
    versions = select(version.c.batch_id, func.count())
    files = select(schema.batch_file.c.batch_id, func.count())
    with store.connect() as connection:
        made = connection.scalars(select(schema.batch.c.id)).all()
        said = [
            dict(connection.execute(query.group_by(text("batch_id"))).all())
            for query in (answers, versions, files)
        ]
    return {key: tuple(part.get(key, 0) for part in said) for key in made}


def assert_whole(store):
    if store.dialect.name == "sqlite":
        with store.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert set(counts(store).values()) <= {(ROWS, writer.AGENCIES, writer.AGENCIES)}
    assert chain_check.list_chain_faults(store) == ()
    recorded = audit.list_audit_entries(store)["object"]
    assert recorded[recorded.str.startswith("batch ")].nunique() == len(counts(store))


def test_threads_never_lose_or_mix(scene, url):
    def upload(number):
        return uploads.keep_upload(
            scene.store, writer.batch(scene.period_id, scene.instrument_id, "T", number)
        ).batch_id

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(upload, range(1, 25)))
    assert len(set(made)) == 24
    assert_whole(scene.store)
    assert scene.answers()["claimed"].nunique() == 1
    versions = batches.list_submission_versions(scene.store, scene.period_id, scene.instrument_id, NGANJUK)
    assert sorted(versions["version"].unique()) == list(range(1, 25))


def test_processes_never_lose_or_mix(scene, url):
    processes = [start(url, who, 12) for who in ("P", "Q")]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert len(counts(scene.store)) == 24
    assert_whole(scene.store)
    assert set(scene.claims().values()) == {12.0}


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_process_leaves_a_whole_store(scene, url, seed):
    process = start(url, "K", 10_000)
    process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.0, 0.4))
    process.kill()
    acknowledged = [int(line) for line in process.communicate(timeout=60)[0].split()]
    assert process.returncode == -9
    scene.store.dispose()
    store = open_store(url)
    assert_whole(store)
    (last,) = set(scene.claims().values())
    assert last >= max(acknowledged, default=1)
    assert len(scene.claims()) == ROWS
    uploads.keep_upload(store, writer.batch(scene.period_id, scene.instrument_id, "L", 1))
    assert {("L0", "A0"), ("K0", "A0")} <= set(scene.claims())
    store.dispose()
