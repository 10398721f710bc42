"""Text: what counts as equal text, and what is markup in it. Ground floor: every room may use it.

`carrier` is the one way from text as sources and bibliographies deliver it to plain Unicode:
`entities` once, then known `tags` (with `mathml` and raised or lowered `scripts`), then TeX (`tex`,
by the one table `tex_table`), then spaces. `title_key` folds titles for comparison by means of
`markup`, which reads the same tables; `frequencies` knows how common words are. What does not live
here: judging whether two papers are one (`matching`), writing LaTeX (`export`).
"""
