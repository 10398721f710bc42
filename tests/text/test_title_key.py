"""Which titles are equal, which near-equal, and which are neither."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgmeta.text.title_key import readable, same_text, title_key, word_pieces


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Self-Instruct: Aligning Models", "self‐instruct - aligning models."),
        ("“Mind” Exploration", '"mind"   exploration'),
        ("alternative—creating", "alternative‚Äîcreating"),
        ("Don’t Stop", "Don't stop"),
        ("Jiuzhang3. 0: Efficiently", "JiuZhang3.0: efficiently"),
        ("\N{FIRE}\ufe0f ProcTHOR: Large-Scale", "ProcTHOR: Large-Scale"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("ﬁne-tuning", "fine-tuning"),
        ("VILA$^2$", "VILA²"),
        ("深度学习", "深度 学习"),
        ("Learning from 16,000+ Examples w/o Labels", "Learning from 16000+ examples without labels"),
        ("More than 16000+ Examples, Text + Image", "more than 16000 examples, text image"),
        ("Planning w/ Maps", "Planning with maps"),
        ("[Lantern] Lighting the Way", "Lantern: Lighting the Way"),
    ],
)
def test_equal_titles_are_equal(left: str, right: str) -> None:
    assert same_text(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tools & Agents", "Tools and Agents"),
        ("Rocky II", "Rocky 2"),
        ("Generalisation of Behaviour", "Generalization of behavior"),
        ("A Survey on the Large Model Era", "Survey on Large Model Era"),
        ("Large Language Models as Judges", "LLMs as Judges"),
        ("Colourful Neighbourhoods of Grey Artefacts", "Colorful Neighborhoods of Gray Artifacts"),
        ("Adversarial Nets", "Adversarial Networks"),
        ("Questions for Large Language", "Questions for Large Language Models"),
        ("CoAnnotating", "Co-annotating"),
        ("naïve Bayes", "naive Bayes"),
    ],
)
def test_near_equal_titles_share_only_the_loose_key(left: str, right: str) -> None:
    assert not same_text(left, right)
    assert title_key(left).loose == title_key(right).loose


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Qwen2", "Qwen2.5"),
        ("C++", "C"),
        ("C#", "C"),
        ("LoRA+", "LoRA"),
        ("DeepLabv3+: Encoding", "DeepLabv3: Encoding"),
        ("Part 1", "Part 2"),
        ("हिन्दी", "हिन्दु"),
        ("π", "p"),
        ("GPT-3", "GPT-4"),
        ("Four Hours of Your Source", "For Hors of Yor Sorce"),
    ],
)
def test_telling_signs_are_kept(left: str, right: str) -> None:
    assert title_key(left).loose != title_key(right).loose


@pytest.mark.parametrize("title", ["", "   ", "\N{FIRE}", "!?", "—", "$$", "<i></i>"])
def test_empty_keys_equal_nothing(title: str) -> None:
    assert not same_text(title, title)
    assert title_key(title).loose == ""


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Self-Instruct: Aligning Language Models", ("selfinstruct",)),
        ("Qwen2.5 Technical Report", ("qwen2.5",)),
        ("Textbooks Are All You Need II: phi-1.5 technical report", ("textbooksareallyouneed2", "phi1.5")),
        ("ARET - Automatic Reading", ("aret",)),
        ("Dataset Distillation", ()),
        ("Technical Report", ()),
    ],
)
def test_names_are_what_stands_before_the_colon(title: str, names: tuple[str, ...]) -> None:
    assert title_key(title).names == names


def test_tail_is_what_stands_behind_the_first_subtitle() -> None:
    key = title_key("Open X: Data and Models: A Collaboration")
    assert key.head_words == ("open", "x")
    assert key.tail_words == ("data", "and", "models", "collaboration")
    assert title_key("No subtitle").tail_words == ()


def test_mojibake_is_repaired_and_good_text_left_alone() -> None:
    assert readable("SchrÃ¶dinger") == "Schrödinger"
    assert readable("São Paulo für Ñandú") == "São Paulo für Ñandú"


def test_words_are_cut_where_letters_meet_digits() -> None:
    assert word_pieces("qwen2.5") == ("qwen", "2.5")
    assert word_pieces("gsm8k") == ("gsm", "8", "k")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_keys_of_any_text_are_stable(title: str) -> None:
    key = title_key(title)
    assert key == title_key(title)
    assert bool(key.words) == bool(key.loose)
    assert same_text(title, title) == bool(key.words)
    assert all(0 < start < len(key.folded) for start in key.boundaries)


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet=st.characters(whitelist_categories=["Lu", "Ll", "Zs"], max_codepoint=0x24F), max_size=60)
)
def test_case_and_spaces_do_not_matter(title: str) -> None:
    assert title_key(title).words == title_key(f"  {title.casefold()} ").words or not title.isascii()


@pytest.mark.timeout(5)
def test_a_text_of_any_length_costs_no_more_than_a_long_title() -> None:
    assert len(title_key("word " * 100_000).words) < 1_000
