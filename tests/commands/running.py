"""The command line run in the process, and what it says of a wrong command."""

import re
from pathlib import Path

import pandas as pd

import cli

ROOT = Path(cli.__file__).resolve().parent
HEADER = (
    "region,region_name,period,node,level,name,score,percent,coverage,answered,predicate,target,target_year,"
    "target_basis,gap,shortfall,published"
)
ENGLISH = re.compile(r"\b(the|required|argument|invalid|error|file|usage|expected|unrecognized|Traceback)\b")


def score(source, out, *more):
    weights = ("--weights", source.weights) if source.weights else ()
    given = ("--instrument", source.instrument, "--period", "2026", *weights, *more)
    return cli.main(["score", str(source.path), *given, "--out", str(out)])


def table(out):
    return pd.read_csv(out, dtype={"region": str}, keep_default_na=False, na_values=[""])


def refused(capsys, *given):
    """What the command line says of a wrong command, once it is known to be Indonesian and exit 2."""
    assert cli.main([str(part) for part in given]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert not ENGLISH.search(said.err)
    return said.err
