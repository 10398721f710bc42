"""Lists of names in running text: recognising them, and cutting them into contributors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.lists.names import looks_like_names, split_names


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace, Alan Turing",
        "A. Lovelace, A. M. Turing and G. Hopper",
        "Lovelace et al.",
        "Ada Lovelace",
        "Luciano Del Corro, Virginia de Sa, Ludwig van Beethoven",
        "Authors: Ada Lovelace; Alan Turing",
        "by Ada Lovelace & Alan Turing",
        "Ada Lovelace*, Alan Turing†, Grace Hopper¹",
        "Jean-Loup Rebours, Alizée Roux, Øyvind Ås",
        "OpenAI, Google DeepMind",
        "Yizhong Wang, Yeganeh Kordi, ...",
        "王小明, 李雷",
        "Ada Lovelace 1, Alan Turing 1 2, Grace Hopper",
    ],
)
def test_lists_of_people_and_groups_look_like_names(text: str) -> None:
    assert looks_like_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ", ;",
        "self-instruct: aligning language models",
        "we study how models learn, and why they forget",
        "ICLR 2024, poster",
        "12 pages, 3 figures",
        "Madonna",
        "Do Machines Dream? Language Games, Revisited",
        "将所有内容设计成一个网络, 端到端可训练的方法",
        "论文, 代码",
        "Deep Learning, Graph Networks",
    ],
)
def test_prose_imprints_and_single_words_do_not(text: str) -> None:
    assert not looks_like_names(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace, Alan Turing", ["Ada|Lovelace", "Alan|Turing"]),
        ("Ada Lovelace, Alan Turing, and Grace Hopper", ["Ada|Lovelace", "Alan|Turing", "Grace|Hopper"]),
        ("Ada Lovelace and Alan Turing", ["Ada|Lovelace", "Alan|Turing"]),
        ("Ada Lovelace & Alan Turing", ["Ada|Lovelace", "Alan|Turing"]),
        ("Lovelace, Ada and Turing, Alan", ["Ada|Lovelace", "Alan|Turing"]),
        ("Ada Lovelace et al.", ["Ada|Lovelace"]),
        ("Ada Lovelace, Alan Turing, et al.", ["Ada|Lovelace", "Alan|Turing"]),
        ("Ada Lovelace and others", ["Ada|Lovelace"]),
        ("Ada Lovelace*, Alan Turing†", ["Ada|Lovelace", "Alan|Turing"]),
        ("Luciano Del Corro", ["Luciano|Del Corro"]),
        ("Zhengbao (Zack) Jiang", ["Zhengbao|Jiang"]),
        ("", []),
        ("et al.", []),
    ],
)
def test_names_are_cut_into_family_and_given(text: str, names: list[str]) -> None:
    assert [f"{name.given}|{name.family}" for name in split_names(text)] == names


@pytest.mark.parametrize(
    "text", ["Lovelace, A., Turing, A. M.", "Lovelace, A. and Turing, A. M.", "Lovelace, A.; Turing, A.M."]
)
def test_initials_behind_a_family_belong_to_it(text: str) -> None:
    names = split_names(text)
    assert [name.family for name in names] == ["Lovelace", "Turing"]
    assert [name.given[0] for name in names] == ["A", "A"]
    assert all(name.given.endswith(".") for name in names)


@pytest.mark.parametrize("group", ["Microsoft Research", "Qwen Team", "OpenAI", "BigCode Project"])
def test_groups_stay_whole(group: str) -> None:
    assert [name.literal for name in split_names(f"{group}, Ada Lovelace")] == [group, ""]


@given(st.text() | st.text(alphabet="AB. ,;&andetl()\"*'"))
def test_no_text_breaks_reading_names(text: str) -> None:
    looks_like_names(text)
    assert all(str(name).strip() for name in split_names(text))


def test_initials_behind_families_are_told_by_all_names() -> None:
    assert [str(one) for one in split_names("Jin K, Rao VM")] == ["K. Jin", "V. M. Rao"]
    assert [str(one) for one in split_names("Ada Author, Sahar Y")] == ["Ada Author", "Sahar Y"]
    assert [str(one) for one in split_names("Jun MA")] == ["Jun MA"]
