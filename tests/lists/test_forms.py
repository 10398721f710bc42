"""The forms that public lists give their entries, one row per form: what a reader would say each entry claims.

Titles, names and identifiers are made up; U, V and C stand for two papers and a repository.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Entry, ListText

URLS = {
    "(U)": "(https://arxiv.org/abs/2401.00001)",
    "(V)": "(https://arxiv.org/abs/2401.00002)",
    "(C)": "(https://github.com/ada/tool)",
}
NAMES = ("Ada Author", "Bob Writer")


@dataclass(frozen=True)
class Said:
    """What an entry claims, without its links."""

    title: str | None
    names: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""


def entries(text: str) -> tuple[Entry, ...]:
    for short, url in URLS.items():
        text = text.replace(short, url)
    return parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries


def said(entry: Entry) -> Said:
    return Said(
        entry.title.value if entry.title else None,
        tuple(str(name) for name in entry.contributors),
        entry.date.value if entry.date else "",
        entry.venue.value if entry.venue else "",
    )


ONE_ENTRY: list[tuple[str, Said]] = [
    # names behind a plain title
    ("- Quiet Title of It. *Cyd Coder.* ICLR 2023. [[pdf]](U)", Said("Quiet Title of It.", ("Cyd Coder",), "2023", "ICLR")),
    ("- A Quiet Title, Ada Author, Bob Writer, ICML 2017. [[pdf]](U)", Said("A Quiet Title", NAMES, "2017", "ICML")),
    ("- A Quiet Title - Ada Author, Bob Writer, ICML 2017. [[pdf]](U)", Said("A Quiet Title", NAMES, "2017", "ICML")),
    ("- A Quiet Title by Ada Author, Bob Writer, ICML 2017. [[pdf]](U)", Said("A Quiet Title", NAMES, "2017", "ICML")),
    ("- A Quiet Title | Ada Author, Bob Writer | ICML 2017 [[pdf]](U)", Said("A Quiet Title", NAMES, "2017", "ICML")),
    ("- [2023/05] Quiet: A Title *Ada Author et al. ICML.* [[paper](U)]", Said("Quiet: A Title", NAMES[:1], "2023/05", "ICML")),
    ("- [2023/05] **Quiet Title.** *Ada Author (Some U) et al.arXiv.*[[paper](U)]",
     Said("Quiet Title.", NAMES[:1], "2023/05", "arXiv")),
    ("- [2023/05] **Quiet Title.** *Ada Author. arXiv.*[[paper](U)]", Said("Quiet Title.", NAMES[:1], "2023/05", "arXiv")),
    ("* <[A Quiet Title](U)> by Ada Author and Bob Writer, 2018.", Said("A Quiet Title", NAMES, "2018")),
    # names before the title
    ("- Ada Author, B. Writer, Quiet Things: A Survey, JAIR, 1996. [[Paper]](U)",
     Said("Quiet Things: A Survey", ("Ada Author", "B. Writer"), "1996", "JAIR")),
    ("- A. Author and B. Writer, A Quiet Title of It, Sadhana, 1994. [[Paper]](U)",
     Said("A Quiet Title of It", ("A. Author", "B. Writer"), "1994", "Sadhana")),
    ("- A. Author, B. Writer, et al., Quiet Titles of It, ESANN, 2007. [[Paper]](U)",
     Said("Quiet Titles of It", ("A. Author", "B. Writer"), "2007", "ESANN")),
    # marks and questions inside titles
    ("* **Do Machines Dream? Quiet Models, Revisited**, *Ada Author, Bob Writer*, ACL 2023.",
     Said("Do Machines Dream? Quiet Models, Revisited", NAMES, "2023", "ACL")),
    ("- Quiet Here! Loud There! A Title (ACL 2023)", Said("Quiet Here! Loud There! A Title", (), "2023", "ACL")),
    ("- Is It Quiet? A Broad Evaluation (ACL 2023)", Said("Is It Quiet? A Broad Evaluation", (), "2023", "ACL")),
    ("- [A \\_Quiet\\_](U)", Said("A _Quiet_")),
    ("- `QTL`: A Quiet Title of It [[paper]](U)", Said("QTL: A Quiet Title of It")),
    ("- **QTL**: A Quiet Title of It, *ICML 2024*. [[Paper](U)]", Said("QTL: A Quiet Title of It", (), "2024", "ICML")),
    ('- **QTL**: "A Quiet Title of It", *ICML 2024*. [[Paper](U)]', Said("A Quiet Title of It", (), "2024", "ICML")),
    ('- Towards Tools that "Read the Manual" of It (VLDB 2021)', Said('Towards Tools that "Read the Manual" of It', (), "2021", "VLDB")),
    ("- **Quiet**-based Titles of It [[paper]](U)", Said("Quiet-based Titles of It")),
    # imprints
    ("- ***Quiet: A Title of It (CIDR 2019)***", Said("Quiet: A Title of It", (), "2019", "CIDR")),
    ("- Quiet Titles of It. (ICDE 2022, **best demo award**)", Said("Quiet Titles of It.", (), "2022", "ICDE best demo award")),
    ("- Quiet: A Title of It (TKDE)", Said("Quiet: A Title of It", (), "", "TKDE")),
    ("- A Quiet Title of It (VLDB 2021 from Ada Author)", Said("A Quiet Title of It", (), "2021", "VLDB")),
    ('- A Quiet Title of "Silent Things" (VLDB 2021)', Said('A Quiet Title of "Silent Things"', (), "2021", "VLDB")),
    ('- "Quiet: A Title of It" CVPR.', Said("Quiet: A Title of It", (), "", "CVPR")),
    ("- A Quiet Title of It (aiDM 2020)", Said("A Quiet Title of It", (), "2020", "aiDM")),
    ("- A Quiet Title of It(ICCV2019) [pdf](U)", Said("A Quiet Title of It", (), "2019", "ICCV")),
    ("- A Quiet Title of It (ArXiv 2018) 🔥", Said("A Quiet Title of It", (), "2018", "ArXiv")),
    ("- [CVPR'24 (PMLR)] [A Quiet Title of It](U)", Said("A Quiet Title of It", (), "'24", "CVPR")),
    ("- TIP-22 [A Quiet Title of It](U)", Said("A Quiet Title of It", (), "22", "TIP")),
    ("- [A Quiet Title of It](U) - Ada Author, Bob Writer, ACM Computing Surveys (CSUR), 2018",
     Said("A Quiet Title of It", NAMES, "2018", "ACM Computing Surveys")),
    ("- [[3DV](U)] QTI: A Quiet Title of It. [[project](C)] [__`quiet`__ __`aut.`__]", Said("QTI: A Quiet Title of It.", (), "", "3DV")),
    ("- [CVPR24] A Quiet Title of It [[pdf]](U)", Said("A Quiet Title of It", (), "24", "CVPR")),
    ("- (*NAACL'21*) A Quiet Title of It [[paper](U)][[code](C)]", Said("A Quiet Title of It", (), "'21", "NAACL")),
    ("- A Quiet Title: A survey, in *KDD* 2024. [\\[Paper\\]](U)", Said("A Quiet Title: A survey", (), "2024", "KDD")),
    ("- A Quiet Title: A survey, in *IEEE Journal of Things* 2019. [[Paper]](U)",
     Said("A Quiet Title: A survey", (), "2019", "IEEE Journal of Things")),
    ("- [A Quiet Title (Published in Findings of EMNLP 2024)](U)", Said("A Quiet Title", (), "2024", "Findings of EMNLP")),
    ("- **A Quiet Title (Workshop on Silence, NIPS 2018)**\n  - [[Paper]](U)", Said("A Quiet Title", (), "2018", "NIPS")),
    ("[A Quiet Title. 2016-02. AISTATS 2017.](U)", Said("A Quiet Title", (), "2017", "AISTATS")),
    ("[(*) Is It Quiet? ICLR 2021 (Under Review). 2020-02-29](U)", Said("Is It Quiet?", (), "2021", "ICLR")),
    ("[From Silence 1.0 to Silence 2.0. A Study of 2020](U)", Said("From Silence 1.0 to Silence 2.0. A Study of 2020")),
    ("[A Quiet Title of It](U)\nResearcher: Ada Author, Somewhere", Said("A Quiet Title of It")),
    ("- **Quiet Y-CNN** (2015), A. Author [[pdf]](U)", Said("Quiet Y-CNN", ("A. Author",), "2015")),
    ("- [A Quiet Title](U). (2020). **ACL**.", Said("A Quiet Title", (), "2020", "ACL")),
    ("- [A Quiet Title](U), RA-L 2020 and arXiv 2022.", Said("A Quiet Title", (), "2020", "RA-L")),
    ("- [2023/05] **A Quiet Title** [[paper](U)] *Quiet Codec* :heavy_check_mark:", Said("A Quiet Title", (), "2023/05")),
    # links whose labels are resources
    ("- A Quiet Title of It [[Paper(part 1)]](U)[[Paper(part 2)]](V)", Said("A Quiet Title of It")),
    ("- **A Quiet Title of It**\n  - [[Paper]](U)\n  - [[Python Reference]](C)", Said("A Quiet Title of It")),
    ("- [[AAAI2022](U)] Quiet: A Title of It [[github](C)]", Said("Quiet: A Title of It", (), "2022", "AAAI")),
    ("* Paper: Quiet Titles of It [[Paper]](U)[[Code]](C)", Said("Quiet Titles of It")),
    ("- [A Quiet Title of It](ftp://example.org/quiet.pdf)", Said("A Quiet Title of It")),
    ("- [A Quiet Title of It]()", Said("A Quiet Title of It")),
    ("- [A Quiet Title of It](papers/quiet.pdf), ACL 2021", Said("A Quiet Title of It", (), "2021", "ACL")),
    ("- ICLR 2024: A Quiet Title of It [[paper]](U)", Said("A Quiet Title of It", (), "2024", "ICLR")),
    ("- CVPR'23 - A Quiet Title of It [[paper]](U)", Said("A Quiet Title of It", (), "'23", "CVPR")),
    ("- 20180828 arXiv [A Quiet Title](U)\n\t- English: on silence\n\t- 中文：关于安静的文章", Said("A Quiet Title", (), "20180828", "arXiv")),
    ("- 20180828 arXiv 提出了一个关于安静的数据集用于学习：[A Quiet Title](U)", Said("A Quiet Title", (), "20180828")),
    ("1. <u>QT</u>: **\"A Quiet Title of It\"**. *Ada Author et al.* JMLR 2019. [[Paper](U)]",
     Said("A Quiet Title of It", NAMES[:1], "2019", "JMLR")),
    ("**(oral) A Quiet Title of It.[[PDF](U)]**<br>\n*[Ada Author](http://ada.example.org/), [Bob Writer](https://bob.example.org/).*",
     Said("A Quiet Title of It.", NAMES)),
    # paragraphs with hard breaks
    ("⭐**A Quiet Title of It** \\\n[[ICCV 2023]](U)\n[[Code]](C)", Said("A Quiet Title of It", (), "2023", "ICCV")),
    ("**A Quiet Title of It** :fire: \\\n*Ada Author<sup>1</sup>, Bob Writer<sup>1</sup>* \\\n[7th Jun., 2023] [ACL, 2023] \\\n[[Paper](U)]",
     Said("A Quiet Title of It", NAMES, "2023", "ACL")),
    ("**A Quiet Title of It** \\\n*Ada Author* \\\nNeural Silence 2011. [[Paper](U)] \\\n7 Jul 2011",
     Said("A Quiet Title of It", NAMES[:1], "2011", "Neural Silence")),
    # labelled lines and sub-items
    ("- [A Quiet Title](U)\n  - Ada Author, Bob Writer\n  - Publisher: ICLR 2024 (long talk)\n  - Key: silence, 2019\n"
     "  - Code: [official](C)\n  - Env: [Gym](https://gym.example.org/), [Maze](https://maze.example.org/)",
     Said("A Quiet Title", NAMES, "2024", "ICLR")),
    ("- [A Quiet Title](U)\n    - 🏛️ Institutions: None\n    - 📅 Date: March 27, 2026\n    - 📑 Publisher: arXiv\n    - 📖 TLDR: It is quiet in 2019.",
     Said("A Quiet Title", (), "March 27, 2026", "arXiv")),
    ("- **Title**: A Quiet Title\n  - **Authors**: Ada Author, Bob Writer\n  - **Year**: 2023\n  - **Link**: [arXiv](U)",
     Said("A Quiet Title", NAMES, "2023", "arXiv")),
    ("- A Quiet Title\n  Ada Author, Bob Writer\n  ICML 2020\n  [[pdf]](U)", Said("A Quiet Title", NAMES, "2020", "ICML")),
    ("- A Quiet Title.\n  [[pdf]](U)\n  [[code]](C)\n  - Ada Author and Bob Writer. *ICML 2019*", Said("A Quiet Title.", NAMES, "2019", "ICML")),
    ("- **[A Quiet Title](U)**\n  <br>Authors: Ada Author, Bob Writer | Venue: ICLR 2024 | [Code](C)",
     Said("A Quiet Title", NAMES, "2024", "ICLR")),
    ("- **[A Quiet Title](U)**\n  `NSDI 2026` · `2026` · `Academic paper`\n  Tags: `a` `b`", Said("A Quiet Title", (), "2026", "NSDI")),
    # headings
    ("### [A Quiet Title](U)\nAuthors: Ada Author, Bob Writer\nVenue: ICLR 2024", Said("A Quiet Title", NAMES, "2024", "ICLR")),
    ("### [A Quiet Title](U)\n*Ada Author, Bob Writer* — ICLR 2024", Said("A Quiet Title", NAMES, "2024", "ICLR")),
    ("#### [A Quiet Title](U)\n\narXiv 1712; ICLR 2018\n\n1. says what silence is", Said("A Quiet Title", (), "2018", "ICLR")),
    ("### 3.2 A Quiet Title of It\n*Ada Author, Bob Writer* (ICLR 2024)\n\nIt is about silence since 2019.\n\n[[paper]](U) [[code]](C)",
     Said("A Quiet Title of It", NAMES, "2024", "ICLR")),
    ("### 7. [A Quiet Title of It](U)\n**Summary**: It is quiet since 2019.", Said("A Quiet Title of It")),
    # fields between dots, emoji before an imprint, a dash that is no bullet
    ("- **[A Quiet Title](U)**<br/>O'Author JW et al. · *Nature Medicine* · 2026-08-07 🧩",
     Said("A Quiet Title", ("J. W. O'Author",), "2026-08-07", "Nature Medicine")),
    ("- **[A Quiet Title](U)**<br/>Author V et al. · *The Quiet Digital Health* · 2026-07-27",
     Said("A Quiet Title", ("V. Author",), "2026-07-27", "The Quiet Digital Health")),
    ("- **[A Quiet Title](U)**<br/> · *Nature Medicine* · 2026-06-01", Said("A Quiet Title", (), "2026-06-01", "Nature Medicine")),
    ("- 🌟 [[CVPR 2024](U)] Quiet: A Title of It [[Code](C)] <br>", Said("Quiet: A Title of It", (), "2024", "CVPR")),
    ("- [Nature Medicine 2024](U) Quiet: A Title of It", Said("Quiet: A Title of It", (), "2024", "Nature Medicine")),
    ("-[A Quiet Title](U) A novel measure of silence, applied to titles - in EMNLP 2021", Said("A Quiet Title", (), "2021", "EMNLP")),
    # whole references as labels; names and year; names in strong text; IEEE's venues
    ('- [Author, Ada B., and Bob Writer. "A Quiet Title of It." Silence 70, no. 1 (1983): 41-55.](U)',
     Said("A Quiet Title of It", ("Ada B. Author", "Bob Writer"), "1983", "Silence")),
    ('|Name|Paper|\n|-|-|\n|QT|[Author, Ada, Bob Writer, and Cyd Coder. "A Quiet Title of It." 34th Conference (ICML), August 2017.](U)|',
     Said("A Quiet Title of It", ("Ada Author", "Bob Writer", "Cyd Coder"), "August 2017", "ICML")),
    ("- [A. Author et al., “A quiet title of it,” 2017.](U)", Said("A quiet title of it", ("A. Author",), "2017")),
    ("+ [A Quiet Title](U) Ada Author et al 2024", Said("A Quiet Title", ("Ada Author",), "2024")),
    ("1. **Ada Author and Bob Writer** - *A Quiet Title of It in Trees* (2005)\n   - *Explanation: Brief summary of it.*",
     Said("A Quiet Title of It in Trees", NAMES, "2005")),
    ("1. **A Quiet Title of It: Trends and Trees.** IEEE Network, 2021. [Magazine](U).\n\n    *A. Author, B. Writer*",
     Said("A Quiet Title of It: Trends and Trees.", ("A. Author", "B. Writer"), "2021", "IEEE Network")),
    # paragraphs without links, topics in brackets
    ("**[Quiet Things] A Quiet Title of It in Trees**. (2023-ICLR) Ada Author, Bob Writer.\n"
     "**TLDR**: We identify and analyze factors that influence silence when learning from the labels of it.",
     Said("A Quiet Title of It in Trees", NAMES, "2023", "ICLR")),
    ("- **[Re] A Quiet Title of It** Ada Author, Bob Writer. ICLR 2023", Said("[Re] A Quiet Title of It", NAMES, "2023", "ICLR")),
    # names and no link, date or venue
    ("1. **A Quiet Title of It** \n\n    *Ada Author, Bob Writer*", Said("A Quiet Title of It", NAMES)),
    # volumes, long names of journals and conferences
    ("- A Quiet Title of It, A. Author, Computer, vol. 50, no. 1, Jan. 2017 [[pdf](U)]",
     Said("A Quiet Title of It", ("A. Author",), "Jan. 2017", "Computer")),
    ("- A Quiet Title of It, Ada Author and Bob Writer, Things, vol. 50, no. 1, pp. 1-9, Jan. 2017 [[pdf](U)]",
     Said("A Quiet Title of It", NAMES, "Jan. 2017", "Things")),
    ("- Ada Author and Bob Writer. A Quiet Title of It. Birds and Trees, 50(1):1-20 (2017) [[pdf](U)]",
     Said("A Quiet Title of It", NAMES, "2017", "Birds and Trees")),
    ("- A Quiet Title of It -- IEEE Transactions on Silence, 2016 [[pdf](U)]",
     Said("A Quiet Title of It", (), "2016", "IEEE Transactions on Silence")),
    ("- [A Quiet Title](U) Ada Author, Bob Writer. Journal of Quiet Research, 12(3), 2016",
     Said("A Quiet Title", NAMES, "2016", "Journal of Quiet Research")),
    ("- [A Quiet Title](U) Ada Author, Bob Writer. International Conference on Silence, 2016",
     Said("A Quiet Title", NAMES, "2016", "International Conference on Silence")),
    ("- [ACM Computing Surveys](U) [A Quiet Title of It](V), 2025", Said("A Quiet Title of It", (), "2025", "ACM Computing Surveys")),
    ("### A Quiet Title of It\n\nIEEE Access\n\n[[pdf](U)]", Said("A Quiet Title of It", venue="IEEE Access")),
    # names of models, quotations in quotations, Chinese
    ('1. **Quiet** (CLM): "A Quiet Title of It" [2021-02] [NeurIPS 2021] [[paper](U)] [[repo](C)]',
     Said("A Quiet Title of It", (), "2021", "NeurIPS")),
    ('1. **Quiet**: "A title by "silencing" source code" [2022-06] [FSE 2022] [[paper](U)]',
     Said('A title by "silencing" source code', (), "2022", "FSE")),
    ("1. The trouble with silence: from harms to birds, Author, Ada and Writer, Bob, 2017",
     Said("The trouble with silence: from harms to birds", NAMES, "2017")),
    ("- 关于安静的标题与研究进展. 刘某某, 孙某. 计算机研究 2016. [[pdf](U)]",
     Said("关于安静的标题与研究进展", ("刘某某", "孙某"), "2016", "计算机研究")),
    ("- 关于安静的标题与研究 [下载链接](U)", Said("关于安静的标题与研究")),
    # tables
    ("|Name|Info|Link|\n|---|---|---|\n|**A Quiet Title of It**| Siggraph Asia 2023| [Link](U) |", Said("A Quiet Title of It", (), "2023", "Siggraph Asia")),
    ("|Title|arXiv|Pub. & Date|\n|-|-|-|\n|[A Quiet Title](U)|-|ACM Computing Surveys, 2024|",
     Said("A Quiet Title", (), "2024", "ACM Computing Surveys")),
    ("|Title|arXiv|Date|\n|-|-|-|\n|[A Quiet Title](U)|-|May, 2025, CVPR|", Said("A Quiet Title", (), "May, 2025", "CVPR")),
    ("| Title & Take-away | Note |\n|---|---|\n| [![Star](https://img.example.org/x)](C) <br> [A Quiet Title](U) <br> A window "
     "drawn from [Sparse Silence](V) is used. | x |", Said("A Quiet Title")),
    ("| [A Quiet Title](U) | bioRxiv | 2023 |\n| [A Quiet Title](U) | bioRxiv | 2023 |", Said("A Quiet Title", (), "2023", "bioRxiv")),
    ("|Date|Title|Authors|PDF|Code|\n|-|-|-|-|-|\n|**2024-10-10**|**A Quiet Title**|A. Author et.al.|[2401.00001](U)|null|",
     Said("A Quiet Title", ("A. Author",), "2024-10-10")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ONE_ENTRY, ids=[text[:60] for text, _ in ONE_ENTRY])
def test_a_form_is_read_as_a_reader_reads_it(text: str, expected: Said) -> None:
    assert {said(entry) for entry in entries(text)} == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "@misc{key,\n  title={A Quiet Title}, url={https://arxiv.org/abs/2401.00001},\n\n  year={2021}\n}",
        "- @misc{key, title={A Quiet Title}, url={https://arxiv.org/abs/2401.00001}}",
        "* **2026.06.18**: 📊 Survey **V4** released with 72 new papers. Read on [arXiv](U).",
        "**Ada Author**, Bob Writer and Cyd Coder, ICLR 2023.",
        "**Our survey of silence** was written by Ada Author, Bob Writer and accepted at ICLR 2023.",
        "- [Mar. 5, 2025] Add papers from ICLR 2025",
        "## Recent Updates\n- [A Quiet Title](U)",
        "* TODO: [Code]() link will come soon.",
        "| Part | Papers |\n|---|---|\n| [Silence](parts/silence.md) | twelve |",
        "> all about silence · [Full page](pages/silence.md)",
        "- [Silence](docs/silence.md) and what it is",
    ],
)
def test_what_is_no_entry_is_left_out(text: str) -> None:
    assert entries(text) == ()


def test_a_section_of_papers_within_the_news_has_entries() -> None:
    text = "# News\n- [Quiet Title One](U) is out\n## Week Papers\n- **[2025.02.07]**\n    - Paper: [Quiet Title Two](V) ICLR 2025"
    assert [said(entry) for entry in entries(text)] == [Said("Quiet Title Two", (), "2025", "ICLR")]


def test_the_heading_of_an_entry_is_no_section_of_it() -> None:
    (entry,) = entries("# Silence\n### [A Quiet Title](U)\nVenue: ICLR 2024\n")
    assert entry.section == ("Silence",)


def test_several_papers_of_one_cell_have_their_own_imprints() -> None:
    cell = "[Quiet Title One](U) (2025, arXiv)<br><sub>words</sub><br>[Quiet Title Two](V) (2024, TACL) · [Card](cards/x.md)"
    text = f"| Field | Representative papers |\n|---|---|\n| [Silence](papers/s.md) | {cell} |"
    assert [said(entry) for entry in entries(text)] == [
        Said("Quiet Title One", (), "2025", "arXiv"),
        Said("Quiet Title Two", (), "2024", "TACL"),
    ]


def test_lines_that_each_begin_with_a_strong_title_are_entries_of_their_own() -> None:
    lines = (
        "**Quiet Title One** (2025) [[Paper]](U)",
        "**Silence** (2018) [[Paper]](V) — *ACM Computing Surveys*",
        "**Quiet Title Three** (2023) [[Paper]](https://arxiv.org/abs/2401.00003) — *ICCV*",
    )
    text = "  \n".join(lines)
    assert [said(entry) for entry in entries(text)] == [
        Said("Quiet Title One", (), "2025"),
        Said("Silence", (), "2018", "ACM Computing Surveys"),
        Said("Quiet Title Three", (), "2023", "ICCV"),
    ]


def test_blocks_that_each_begin_with_a_strong_title_are_entries_of_their_own() -> None:
    text = (
        "**Quiet: Titles**  \nAda Author, Bob Writer  \n[arXiv, 30 Sep 2024](U)  \n"
        "**Loud: Titles**  \nAda Author, Bob Writer  \n[ACL 2022](V) • [Code](C)"
    )
    assert [said(entry) for entry in entries(text)] == [
        Said("Quiet: Titles", NAMES, "30 Sep 2024", "arXiv"),
        Said("Loud: Titles", NAMES, "2022", "ACL"),
    ]


def test_words_on_the_line_above_are_no_part_of_a_title() -> None:
    (entry,) = entries(
        "--- Before silence ---  \n**Quiet: A Title of It**  \nAda Author, Bob Writer  \n[ACL 2022](U)"
    )
    assert said(entry) == Said("Quiet: A Title of It", NAMES, "2022", "ACL")


def test_a_table_that_compares_methods_has_no_entries() -> None:
    assert entries("| Method | Kind | Year |\n|---|---|---|\n| Quiet Method | loud | 2020 |") == ()


def test_a_short_topic_before_the_title_of_a_paper_is_not_the_title() -> None:
    (entry,) = entries(
        "**Multi-task Silence**, [Twelve in One: Quiet Titles of It](U), CVPR 2020, [[code]](C)"
    )
    assert said(entry) == Said("Twelve in One: Quiet Titles of It", (), "2020", "CVPR")


def test_notes_among_the_details_give_no_links() -> None:
    (entry,) = entries(
        "- [A Quiet Title](U)\n  - Env: [Gym](https://gym.example.org/)\n  - Code: [official](C)"
    )
    assert [str(link.identifier) for link in entry.links] == ["arxiv:2401.00001", "github:ada/tool"]


def test_the_pages_of_authors_are_no_links_of_the_entry() -> None:
    (entry,) = entries(
        "- [A Quiet Title](U) *[Ada Author](http://ada.example.org/), [Bob Writer](https://b.example.org/).* ICML 2020"
    )
    assert [str(link.identifier) for link in entry.links] == ["arxiv:2401.00001"]
    assert said(entry) == Said("A Quiet Title", NAMES, "2020", "ICML")


def test_items_below_a_heading_are_entries_of_their_own() -> None:
    found = entries("# Quiet Titles of Old\n- Loud Title of It, ICRA 2020.\n- Other Title of It, ICRA 2021.")
    assert [entry.claimed_title for entry in found] == ["Loud Title of It", "Other Title of It"]
