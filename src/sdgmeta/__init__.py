"""sdgmeta: corrects the titles, years, venues and links of paper lists, with the evidence for every value."""

__version__ = "0.1.0"
