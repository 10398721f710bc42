"""Text: what counts as equal text, and what is markup in it. Ground floor: every room may use it.

`title_key` folds titles for comparison, `markup` and `carrier` remove what only dresses text (of lists and of sources), `tex`
reads LaTeX, `accents` and `entities` resolve single letters and signs, `frequencies` knows how common words are.
What does not live here: judging whether two papers are one (`matching`), writing LaTeX (`export`).
"""
