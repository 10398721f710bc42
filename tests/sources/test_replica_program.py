"""The replica as a program of its own: it says where it is, can be driven, and stops when told."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def call(url: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=10) as answer:  # noqa: S310
        return json.loads(answer.read())


def test_it_prints_where_each_service_is_and_can_be_driven_from_outside() -> None:
    command = [sys.executable, "-m", "tests.replica", "--fault", "crossref=503"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(9)]
        variables = dict(line.removeprefix("export ").strip().split("=", 1) for line in lines)
        root = variables["SDGMETA_SOURCES__ARXIV__BASE_URL"].removesuffix("/arxiv")
        assert variables["SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1"] == f"{root}/openreview-v1"
        assert call(f"{root}/_faults", {"crossref": None, "arxiv": "403*1"}) == {"arxiv": "403"}
        assert isinstance(call(f"{root}/crossref/works?filter=doi:10.1/x&rows=1"), dict)
        visits = call(f"{root}/_journal")
        assert [(visit["source"], visit["asked"]) for visit in visits] == [("crossref", ["10.1/x"])]
        assert call(f"{root}/_clear", {}) == {}
        assert call(f"{root}/_journal") == []
        program.terminate()
        assert program.wait(10) == 0
