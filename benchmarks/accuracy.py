"""Accuracy on labelled truth: `make accuracy` runs the embedded lists offline, measures, and writes docs/accuracy.md.

The table between the marks is made here; the words around it are people's. Needs a folder of labels (by default
../shared/gold); without one it says so and leaves with status 2.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
LABELS = ROOT.parent / "shared" / "gold" / "entries.dev.jsonl"
BEGIN, END = "<!-- made by make accuracy -->", "<!-- end -->"


def main() -> int:
    """Measure, and write the page or only print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--print", action="store_true", help="print the table and leave the page alone")
    options = parser.parse_args()
    if not options.labels.is_file():
        sys.stderr.write(f"accuracy: no labels at {options.labels}: give --labels FILE\n")
        return 2
    table = as_table(measured(options.labels))
    if options.print:
        sys.stdout.write(table)
    else:
        PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), table), encoding="utf-8")
        sys.stdout.write(f"{table}written to {PAGE.relative_to(ROOT)}\n")
    return 0


def measured(labels: Path) -> str:
    """What `sdgmeta evaluate` prints after an offline run on the embedded lists in an empty folder."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SDGMETA_")}
    with tempfile.TemporaryDirectory() as folder:
        for arguments in (["-q", "enrich", "--offline"], ["evaluate", str(labels)]):
            command = [sys.executable, "-m", "sdgmeta", *arguments]
            done = subprocess.run(command, cwd=folder, env=plain, capture_output=True, text=True, check=True)
    return done.stdout


def as_table(printed: str) -> str:
    """The measures as a Markdown table, then the misses by name."""
    head, *misses = printed.split("\n\n")
    rows = [line.rsplit(None, 4) for line in head.splitlines()]
    lines = ["| measure | right | of | share |", "|---|---:|---:|---:|"]
    lines += [f"| {measure} | {good} | {total} | {share} |" for measure, good, _, total, share in rows]
    lines += ["", "Misses by name:", ""]
    lines += [_miss(block.strip().splitlines()) for block in misses if block.strip()]
    return "\n".join(lines) + "\n"


def _miss(lines: list[str]) -> str:
    head, ours, label = (*lines, "", "")[:3]
    return f"- {head}: ours `{_code(ours.removeprefix('  ours'))}`, label `{_code(label.removeprefix('  label'))}`"


def _code(text: str) -> str:
    return text.strip().replace("`", "'")


def with_table(page: str, table: str) -> str:
    """The page with the part between the marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}{END}{after}"


if __name__ == "__main__":
    sys.exit(main())
