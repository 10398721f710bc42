"""Getting a list's text from a file, or from the edition that travels with the program.

What lives here: the only disk access of this room, each read bounded. What does not: the web
(`pull`).
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from sdgmeta.errors import ListError
from sdgmeta.lists.loading.decoding import DEFAULT_LIMIT, decode_list
from sdgmeta.model.entry import ListText
from sdgmeta.plain_files import read_plain_file


def read_file(
    path: Path, *, name: str, fetched_at: str, title: str = "", limit: int = DEFAULT_LIMIT
) -> ListText:
    """The list in a file. ListError where there is none, it is a folder, unreadable, too large or
    no text."""
    try:
        data = read_plain_file(path, limit)
    except IsADirectoryError as error:
        raise ListError(
            f"{path}: this is a folder; name the list's file, such as {path}/README.md", list_name=name
        ) from error
    except FileNotFoundError as error:
        raise ListError(f"{path}: there is no such file; check the path", list_name=name) from error
    except OSError as error:
        raise ListError(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions", list_name=name
        ) from error
    return decode_list(
        data, name=name, location=str(path), origin="file", fetched_at=fetched_at, title=title, limit=limit
    )


def read_embedded(name: str, *, title: str = "") -> ListText:
    """The edition of a list that travels with the program, under the date of its making. ListError
    where there is none."""
    folder = resources.files("sdgmeta") / "data" / "lists"
    file = folder / f"{name}.md"
    if not re.fullmatch(r"[\w.-]+", name) or name == "README" or not file.is_file():
        known = ", ".join(
            sorted(
                entry.name[:-3]
                for entry in folder.iterdir()
                if entry.name.endswith(".md") and entry.name != "README.md"
            )
        )
        raise ListError(f"{name}: no such list travels with sdgmeta; there are {known}", list_name=name)
    date = (folder / "DATE").read_text("ascii").strip()
    return decode_list(
        file.read_bytes(),
        name=name,
        location=f"embedded:{name}",
        origin="embedded",
        fetched_at=date,
        title=title,
    )
