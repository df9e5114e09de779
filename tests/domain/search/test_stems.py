"""Forms of a technical word, in English and in German."""

import pytest

from bot.domain.search.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "kardiologie kardiologin kardiologisch kardiologen",
        "ontology ontologies ontologie ontologien",
        "registry registries",
        "anonymisation anonymisierung anonymisieren anonymize anonymised",
        "statistik statistics statistical",
        "model models",
    ],
)
def test_forms_of_a_technical_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_a_short_word_is_its_own_stem() -> None:
    assert stem("care") == "care"
