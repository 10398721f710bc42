"""Lists: from a paper list's bytes to its entries, each with its place in the text.

`pull` gets the text, `decoding` and `mojibake` make it readable, `parse` turns it into entries (`markdown` for the
structure, `bullets`, `tables`, `paragraphs` and `html` for the dialects, `bibfile` for BibTeX), `links` and
`proceedings` tell what URLs name, `edition` makes the entries-only edition that travels with the program.
What does not live here: asking services about entries (`sources`), judging claims (`matching`).
"""

from sdgmeta.lists.parse import entry_refs, parse_list

__all__ = ["entry_refs", "parse_list"]
