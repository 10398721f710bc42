"""Corrections are written back where claims stand: a claim replaced in the text is read again as what was written.

One small document per form; any claim of any of its entries is replaced by a random value of its kind, and nothing else
may change. (`test_five_lists` does the same for all claims of the five lists at once.)
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Entry, ListText, Span

P1, P2 = "https://arxiv.org/abs/2304.12244", "https://openreview.net/forum?id=KUNzEQMWU7"
CODE = "https://github.com/owner/code"

DOCUMENTS: dict[str, str] = {
    "linked bullets": f"""# Papers
- [First Title of It]({P1}). *Ada Author, Bob B. Writer.* EMNLP 2024.🔥
- 🔥 [Second Title of It]({P2}), *Cyd Coder*, ICLR 2023 [[code]]({CODE})
""",
    "bold bullets": f"""* **First Title of It**, *Ada Author, Bob Writer*, ACL 2023. [[paper]]({P1}) [[code]]({CODE})
* **Second Title of It** *Cyd Coder* (ICLR 2024) [[Paper]]({P2})
""",
    "plain bullets": f"""1. First Title of It [[paper]]({P1}) [[code]]({CODE})
2. Second Title of It. *Cyd Coder, Dan Dev.* ICLR 2023. [[pdf]]({P2})
""",
    "tags before": f"""- [2024 ICLR poster] [First Title of It]({P1})
- (NeurIPS 2023) [Second Title of It]({P2}) [[code]]({CODE})
- **ACL 2022** [Third Title of It]({P1}), Ada Author, Bob Writer
""",
    "several lines": f"""- [First Title of It]({P1})
  *Ada Author, Bob Writer*
  ICLR 2024
- **Second Title of It**<br>Cyd Coder, Dan Dev<br>ACL 2023<br>[[Paper]]({P2})
""",
    "nested items": f"""- **Group of Papers**
  - [First Title of It]({P1}) ACL 2023
    - [Second Title of It]({P2}) ICLR 2024
""",
    "details below": f"""- **First Title of It**
  - *Ada Author, Bob Writer*
  - ICLR 2024
  - [[paper]]({P1}) [[code]]({CODE})
""",
    "several papers in one item": f"""- [First Title of It]({P1}), ACL 2023; [Second Title of It]({P2}), ICLR 2024
""",
    "references and autolinks": f"""- [First Title of It][one] *Ada Author, Bob Writer.* ACL 2023
- [Second Title of It][two]

[one]: {P1}
[two]: <{P2}> "a link title"
""",
    "link titles and escapes": f"""- [A \\[First\\] \\_R&amp;D\\_ Title]({P1} "a link title") ICLR 2024
- [Second Title]({P2}?a=1&amp;b=2) ACL 2023
""",
    "table": f"""| Year | Venue | Title | Authors | Link |
|---|:-:|---|---|---|
| 2024 | ICLR | First Title of \\| It | Ada Author, Bob Writer | [pdf]({P1}) |
| 2023 | - | **Second Title of It** | | [arXiv]({P2}), [code]({CODE}) |
| | ACL Findings | [Third Title of It]({P1}) | Cyd Coder | |
""",
    "table without outer pipes": f"""Paper | Date | Published in
---|---|---
[First Title of It]({P1}) | 2024 Jul | ICLR
Second Title of It | 08-2023 | ACL
""",
    "table of venue and year": f"""**Some Label**
| Paper | Venue |
|---|---|
| [First Title of It]({P1})<br>*Ada Author, Bob Writer* | ICLR 2024 |
| [Second Title of It]({P2}) | EMNLP 2023 Findings |
""",
    "headless table": f"""| [First Title of It]({P1}) | 2024 | ICLR |
| [Second Title of It]({P2}) | 2023 | ACL |
| [Third Title of It]({P1}) | 2022 | TMLR |
| [Fourth Title of It]({P2}) | 2021 | Nature |
""",
    "paragraphs": f"""## Part

[**2024 Jul COLM**] [**First Title of It**]({P1}), *Ada Author, Bob Writer* | [[github]]( )
[[HOME PAGE]]({P2})

[2023 ACL] [Second Title of It]({P2}), *Cyd Coder*
""",
    "HTML items": f"""<details>
<summary>Some Part</summary>

- <a href="{P1}">First Title of It</a>, <i>Ada Author, Bob Writer</i>, <b>ICLR 2024</b>

</details>

<ul><li><b>Second Title of It</b> <a href="{P2}">[paper]</a></li></ul>
""",
    "HTML table": f"""<table>
<tr><th>Year</th><th>Title</th><th>Venue</th></tr>
<tr><td>2024</td><td><a href="{P1}">First Title of It</a></td><td>ICLR</td></tr>
<tr><td>2023</td><td><a href='{P2}'>Second Title of It</a></td><td>ACL</td></tr>
</table>
""",
    "quoted": f"""> - [First Title
>   of It]({P1})
>   ICLR 2024
> - [Second Title of It]({P2}), ACL 2023
""",
    "mangled": f"""- [First ‚Äì Title of It]({P1})¬†*Andr√© Bauer, Hinrich Sch√ºtze.*¬†ACL 2024.üî•
- [Second Title of It]({P2})¬†*Cyd Coder.*¬†ICLR 2023.
""",
    "bib": f"""@string{{acl = "Annual Meeting"}}
@inproceedings{{one,
  title = {{First {{Title}} of It}}, author = {{Author, Ada and Writer, Bob}},
  booktitle = {{ICLR}}, year = 2024, url = {{{P1}}}
}}
@article{{two, title = "Second Title of It", journal = "TMLR", year = "2023", url = "{P2}"}}
""",
}


@dataclass(frozen=True)
class Place:
    """A claim or link of one entry: the entry's number, the field, a link's number."""

    entry: int
    field: str
    link: int = 0


def list_text(form: str, text: str) -> ListText:
    location = "list.bib" if form == "bib" else "list.md"
    return ListText("list", text, location, "file", "utf-8", "", "")


def read(form: str, text: str) -> dict[Place, tuple[str, Span]]:
    """Every claim and link of a document: what it says and where."""
    entries = parse_list(list_text(form, text)).entries
    return {place: said for number, entry in enumerate(entries) for place, said in _said(number, entry)}


def _said(number: int, entry: Entry) -> Iterator[tuple[Place, tuple[str, Span]]]:
    for name in ("title", "date", "venue"):
        claim = getattr(entry, name)
        if claim is not None:
            yield Place(number, name), (claim.value, claim.span)
    for at, link in enumerate(entry.links):
        yield Place(number, "link", at), (link.url, link.span)


word = st.text("bdghjmpqvz", min_size=2, max_size=9)  # spells no word that means something in a list
name = word.map(str.capitalize)
titles = st.lists(name, min_size=2, max_size=8).map(" ".join)
joint = st.sampled_from([" ", ": ", ", ", " - ", " – ", "-", "? ", "! ", " & ", " vs. ", "/", " + ", "’s "])
rich_titles = st.builds(
    "{}{}{} of {}{}{}".format,
    name, joint, name | st.sampled_from(["(Not)", "3D", "“So”", "GPT-4", "Ünïcödé", "数据", "@"]), name, joint, name,
)  # fmt: skip
years = st.integers(1990, 2039).map(str)
months = st.builds("{}-{:02d}".format, st.integers(2000, 2039), st.integers(1, 12))
venues = st.lists(name, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    ["NeurIPS", "ACL Findings", "CVPR Workshops", "Nature Machine Intelligence", "arXiv", "ICML oral"]
)
urls = st.one_of(
    st.builds(
        "https://arxiv.org/abs/{:02d}{:02d}.{:05d}".format,
        st.integers(8, 26),
        st.integers(1, 12),
        st.integers(1, 99_999),
    ),
    st.builds(
        "https://openreview.net/forum?id={}".format, st.text(string.ascii_letters, min_size=8, max_size=10)
    ),
    st.builds("https://doi.org/10.1016/{}({}){}".format, word, st.integers(10, 99), st.integers(1, 999)),
)
VALUES = {"title": titles, "date": years | months, "venue": venues, "link": urls}


def spans_within(place: Place, said: dict[Place, tuple[str, Span]]) -> set[Place]:
    """The claims that share characters with one: a venue that has its year inside changes with it."""
    _, span = said[place]
    return {
        other
        for other, (_, its) in said.items()
        if (its.start < span.end and span.start < its.end) or its == span
    }


@pytest.mark.parametrize("form", DOCUMENTS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_replaced_claim_is_read_as_what_was_written_and_no_other_changes(
    form: str, data: st.DataObject
) -> None:
    text = DOCUMENTS[form]
    before = read(form, text)
    place = data.draw(st.sampled_from(sorted(before, key=str)), label="claim")
    written = data.draw(VALUES[place.field], label="written")
    span = before[place][1]
    after = read(form, text[: span.start] + written + text[span.end :])
    assert after.get(place, ("", span))[0] == written
    touched = spans_within(place, before)
    untouched = {other: value for other, (value, _) in before.items() if other not in touched}
    assert {other: value for other, (value, _) in after.items() if other in untouched} == untouched


@pytest.mark.parametrize("form", sorted(DOCUMENTS.keys() - {"plain bullets"}))
@settings(max_examples=25)
@given(data=st.data())
def test_a_title_between_marks_may_have_any_punctuation(form: str, data: st.DataObject) -> None:
    text = DOCUMENTS[form]
    before = read(form, text)
    place = data.draw(st.sampled_from([one for one in before if one.field == "title"]), label="claim")
    written = data.draw(rich_titles, label="written")
    span = before[place][1]
    after = read(form, text[: span.start] + written + text[span.end :])
    assert {one: value for one, (value, _) in after.items()} == {
        one: written if one == place else value for one, (value, _) in before.items()
    }


@pytest.mark.parametrize("form", DOCUMENTS)
def test_every_document_gives_all_its_entries(form: str) -> None:
    ordinal = re.compile("First|Second|Third|Fourth")
    found = [value for place, (value, _) in read(form, DOCUMENTS[form]).items() if place.field == "title"]
    assert [ordinal.findall(title) for title in found] == [[one] for one in ordinal.findall(DOCUMENTS[form])]
