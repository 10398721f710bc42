"""`sdgmeta schema`: the form of the JSON lines that `export jsonl` writes."""

from __future__ import annotations

import json

from sdgmeta.cli import output
from sdgmeta.cli.options import What


def run(what: What) -> None:
    """Print a JSON Schema."""
    from sdgmeta.export.jsonl import schema

    output.result(json.dumps(schema(what.value), indent=2, ensure_ascii=False))
