"""One word, however its umlauts and marks are typed."""

import pytest

from bot.domain.search.spelling import significant, together, words


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("Müller", [("mueller", "muller")]),
        ("Mueller", [("mueller",)]),
        ("MU\u0308LLER", [("mueller", "muller")]),  # decomposed, as some keyboards send it
        ("Weiß", [("weiss",)]),
        ("İbrahim Yılmaz", [("ibrahim",), ("yilmaz",)]),
        ("Łukasz Brzęczkowski", [("lukasz",), ("brzeczkowski",)]),
        ("Søren Kjærgaard", [("soeren", "soren"), ("kjaergaard",)]),
        ("Đặng Thị Hương", [("dang",), ("thi",), ("huong",)]),
        ("O'Sullivan-Koch", [("o",), ("sullivan",), ("koch",)]),
        ("Parkinson's disease", [("parkinson",), ("disease",)]),
        ("𝐌𝐢𝐫𝐚 Ｖｏｇｔ", [("mira",), ("vogt",)]),
        ("\ud800 🦄 —", []),
    ],
)
def test_words_have_one_or_two_spellings(text: str, spellings: list[tuple[str, ...]]) -> None:
    assert words(text) == spellings


def test_particles_are_not_significant() -> None:
    assert significant(words("von der Mühlen")) == [("muehlen", "muhlen")]


def test_a_name_of_particles_only_keeps_them() -> None:
    assert significant(words("Ben")) == [("ben",)]


def test_a_name_can_be_written_as_one_word() -> None:
    assert together(words("Müller-Koch")) == ("muellerkoch", "mullerkoch")
