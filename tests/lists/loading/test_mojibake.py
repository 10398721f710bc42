"""Mangled characters: every way of damaging a text is undone, and text that is fine stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.reading import parse_list

from sdgmeta.lists.loading.mojibake import CP1252, MAC_ROMAN, detect, repair, repair_text
from sdgmeta.model.entry import ListText

CODECS = ("cp1252", "mac_roman")

SOUND = (
    "🔥 ⭐ ✨ 🚀 é – — “ ” ‘ ’ … \xa0 ü ñ",
    "Alizée Pace – “Synthetic Data” 🔥",
    "Sébastien Bubeck, Çağlar Gülçehre, Łukasz Kaiser",
    "Jürgen Schmidhuber and Bernhard Schölkopf",
    "don’t stop",
    "a\xa0b",
    "100 €",
    "α ≥ β → γ",
    "❤️",
    "中文标题",
    "Đặng Việt Hùng",
    "🏆 *Álvaro Bartolomé*, Gabriel Martín Blázquez",
    "⭐",
    "- ⭐ [A title](x)",
    "⬆ up",
    "Илья Суцкевер",
    "Ωμέγα και άλλα",
    "한국어",
    "עברית",
    "हिन्दी",
    "ไทย",
)

REAL_WORDS = """
model models learning data the of 2024 ICLR's é É naïve façade Ångström Ærø Þór Łódź œuvre Œuvre ÿ São AÇÃO coração Ñandú
niño ¿Qué? ¡Sí! «Données» „Daten“ ‚so‘ “quoted” ‘so’ don’t – — … • † ‡ § ¶ © ® ™ ° ½ × ÷ ± µ ² ³ € £ ¥ ÀÉÎÕÜ ß Straße ÖSTERREICH
İstanbul ığdır Čeština Šimon žluťoučký Đặng Việt Nguyễn Привет мир Ελληνικά Ωμέγα 中文 数据集 日本語 テキスト 한국어 العربية עברית हिन्दी ไทย
«está»– ‚≠ x” Ð Ñ ÐÑ Î Ï ×3 2×2×2 Øystein Ûber –ò – — ò–ª Œuvre–œuvre á»“ é—è “é”—“à” ‚ñ’ ¡Ñandú!
🔥 ⭐ ❤️ 👩‍🔬 🇫🇷 ✨ → ≤ ≥ ≈ ∑ √2 ∞ ∆x α β² x₁ ﬁne ½ 5°C 10µm ≈±3 A† Ø ø å Å E=mc² [paper] (2024)
""".split()


def mangled(text: str, codec: str, rounds: int = 1) -> str:
    """UTF-8 read as another encoding; bytes that it leaves undefined become control characters, as in browsers."""
    for _ in range(rounds):
        text = "".join(_read(byte, codec) for byte in text.encode())
    return text


def _read(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize("codec", CODECS)
def test_a_damaged_line_comes_out_as_it_was(text: str, codec: str, rounds: int) -> None:
    assert repair_text(mangled(text, codec, rounds)) == text


@pytest.mark.parametrize(
    "text", ["à la carte", "3 × 4", "ﬁne tuning", "É", "⭐", "Илья Суцкевер", "plain words"]
)
@pytest.mark.parametrize(("codec", "damage"), [("cp1252", CP1252), ("mac_roman", MAC_ROMAN)])
def test_what_one_line_cannot_prove_the_file_does(text: str, codec: str, damage: object) -> None:
    file = mangled("\n".join((*SOUND, text)), codec)
    assert detect(file) is damage
    assert repair_text(mangled(text, codec), detect(file)) == text


def test_one_damaged_line_in_a_sound_file_is_repaired_alone() -> None:
    sound = "\n".join(f"Résumé number {number} – “Données” de 张三" for number in range(50))
    damage = detect(sound + "\n" + mangled("Alizée 🔥", "cp1252"))
    assert damage is None
    assert repair_text(mangled("Alizée 🔥", "cp1252"), damage) == "Alizée 🔥"
    assert all(repair(line, damage) is None for line in sound.splitlines())


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("ðŸ”¥", "🔥"),
        ("üî•", "🔥"),
        ("\uf8ffüî•", "🔥"),
        ("â€œwordâ€\x9d", "“word”"),
        ("â€œwordâ€", "“word”"),
        ("canâ€™t", "can’t"),
        ("2020â€“2024", "2020–2024"),
        ("Â©\xa02024 Â°", "©\xa02024 °"),
        ("¬†*√Ålvaro*", "\xa0*Álvaro*"),
        ("Ã©tÃ©", "été"),
        ("MartÃ\xadn", "Martín"),
    ],
)
def test_forms_that_real_lists_show_are_repaired(damaged: str, sound: str) -> None:
    assert repair_text(damaged) == sound


@pytest.mark.parametrize("codec", CODECS)
def test_places_lead_from_the_repaired_text_to_the_damaged_one(codec: str) -> None:
    sound = "x 🔥 Alizée – z"
    damaged = mangled(sound, codec)
    repaired = repair(damaged)
    assert repaired is not None
    assert len(repaired.places) == len(repaired.text) + 1
    for at, character in enumerate(repaired.text):
        assert damaged[repaired.places[at] : repaired.places[at + 1]] == mangled(character, codec)


@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize("codec", CODECS)
def test_claims_are_repaired_and_their_places_stay_those_of_the_file(codec: str, rounds: int) -> None:
    line = "- 🔥 [Données “à volonté” – 数据](https://arxiv.org/abs/2401.00001). *Alizée Pace.* ICLR 2024\n"
    text = mangled(line, codec, rounds)
    (entry,) = parse_list(ListText("made", text, "made.md", "file", "utf-8", "", "")).entries
    assert entry.title is not None
    assert entry.title.value == "Données “à volonté” – 数据"
    assert text[entry.title.span.start : entry.title.span.end] == entry.title.raw
    assert entry.title.raw == mangled(entry.title.value, codec, rounds)
    assert [name.given for name in entry.contributors] == ["Alizée"]
    assert entry.markers == ("🔥",)


@given(st.lists(st.sampled_from(REAL_WORDS), max_size=30))
def test_sound_text_is_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    assert detect(text) is None
    assert repair(text) is None


@given(st.lists(st.sampled_from(REAL_WORDS), min_size=1, max_size=12), st.sampled_from(CODECS))
def test_repair_never_loses_what_was_not_damaged(words: list[str], codec: str) -> None:
    text = f"{mangled('Alizée 🔥 –', codec)} {' '.join(word for word in words if word.isascii())}"
    assert repair_text(text).endswith(text.partition(" ")[2].partition(" ")[2].partition(" ")[2])


@given(st.text(max_size=200) | st.text(alphabet="ÃÂâ€œð\x9fŸ”¥≠√©‚ üî•\uf8ff¬†Ô∏è", max_size=80))
def test_no_text_breaks_repair(text: str) -> None:
    repaired = repair(text, detect(text))
    if repaired is not None:
        assert len(repaired.places) == len(repaired.text) + 1
        assert repaired.places[-1] == len(text)
        assert list(repaired.places) == sorted(repaired.places)
