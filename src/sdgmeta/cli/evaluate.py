"""`sdgmeta evaluate`: what the last run concluded, measured against a labelled file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sdgmeta.cli import building, telling
from sdgmeta.cli.app import Globals
from sdgmeta.cli.reading import require_results
from sdgmeta.errors import UsageError
from sdgmeta.evaluation import Evaluation, by_place, evaluate
from sdgmeta.export.printable import printable

LARGEST_FILE = 200_000_000


def run(options: Globals, gold: Path, works: Path | None) -> None:
    """Print every measure, then every miss by name."""
    labels = list(read_labels(gold))
    known = {work["id"]: work for work in read_labels(works or _works_beside(gold))}
    with building.store_of(building.settings_of(options), read_only=True) as store:
        require_results(store)
        concluded = by_place(store.entries(), store.resolutions(), store.works())
        result = evaluate(labels, known, concluded, store.records())
    telling.result("\n".join(_lines(result)))


def _works_beside(gold: Path) -> Path:
    """entries.dev.jsonl → works.dev.jsonl, in the same folder."""
    return gold.with_name(gold.name.replace("entries", "works", 1))


def read_labels(path: Path) -> Iterator[dict[str, Any]]:
    """The labels of a JSON Lines file. UsageError names the file and the line that cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path}: larger than {LARGEST_FILE:,} bytes: is it a file of labels?")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read ({error}): name a file of labels, one JSON object a line"
        ) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _label(path, number, line)


def _label(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        label = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{path}:{number}: not JSON ({error}): correct that line") from error
    if not isinstance(label, dict) or not ({"list", "line", "title"} <= label.keys() or "versions" in label):
        raise UsageError(f"{path}:{number}: not a label: docs/accuracy.md shows the form")
    return label


def _lines(result: Evaluation) -> Iterator[str]:
    for measure, score in sorted(result.scores.items()):
        yield f"{measure:<45} {score.good:>4} of {score.total:>4}   {score.share:7.2%}"
    for miss in sorted(result.misses, key=lambda m: (m.measure, m.place)):
        yield ""
        yield f"{miss.measure}: {printable(miss.place)} {printable(miss.title, 120)}"
        yield f"  ours   {printable(miss.ours, 300)}"
        yield f"  label  {printable(miss.label, 300)}"
