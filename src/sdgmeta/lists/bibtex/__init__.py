"""BibTeX files as lists: `entries` reads them, with `repair` for slips, `values` for the right
sides of fields, `links` for what they link. What does not live here: writing BibTeX (`export`).
"""
