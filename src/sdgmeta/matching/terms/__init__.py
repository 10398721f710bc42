"""One file per kind of evidence, each turning a pair of subjects into named terms.

`wording` aligns two titles; `title` names what that comes to; `vetoes` names what no sum of weights
may outvote; `names` and `contributors` compare people; `dates`, `venues` and `identifiers` the
rest.
"""
