"""Lists: from a paper list's bytes to its entries, each with its place in the text.

`loading` gets the text and makes it readable, `forms` learns what its blocks have in common,
`parse` turns it into entries (`markdown` for the structure; `bullets`, `heads`, `tables` and
`paragraphs` for blocks; `bibtex` for BibTeX files), `edition` makes the entries-only edition that
travels with the program. What does not live here: asking services about entries (`sources`),
judging claims (`matching`).
"""

from sdgmeta.lists.parse import entry_refs, parse_list

__all__ = ["entry_refs", "parse_list"]
