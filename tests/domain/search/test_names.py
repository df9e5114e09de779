"""Names in any order, half typed or half right, the most fitting first."""

from bot.domain.people import Directory, Person
from bot.domain.search import EVERYONE
from bot.domain.search.index import Index


def found(names: list[str], query: str) -> list[str]:
    """The real hits among people of these names, "First|Last"."""
    people = (Person(name, *name.split("|")) for name in names)
    index = Index(Directory(tuple(people)))
    return [hit.name for hit in index.find(query, viewer=EVERYONE).hits if not hit.suggestion]


def test_the_typed_order_wins() -> None:
    names = ["Paul|Peter", "Peter|Paul"]

    assert found(names, "Peter Paul") == ["Peter Paul", "Paul Peter"]
    assert found(names, "Peter, Paul") == ["Paul Peter", "Peter Paul"]


def test_a_whole_name_comes_before_a_longer_one() -> None:
    names = ["Anna|Müller-Koch", "Anna-Lena|Müller", "Anna|Müller"]

    assert found(names, "anna mueller") == ["Anna Müller", "Anna-Lena Müller", "Anna Müller-Koch"]


def test_a_last_name_comes_before_the_same_first_name() -> None:
    assert found(["Martin|Koch", "Eva|Martin"], "Martin") == ["Eva Martin", "Martin Koch"]


def test_an_umlaut_dropped_is_nearer_than_another_spelling() -> None:
    assert found(["Ada|Mueller", "Bea|Müller"], "Muller") == ["Bea Müller", "Ada Mueller"]


def test_an_initial_stands_for_the_other_half_of_the_name() -> None:
    names = ["Anna-Lena|Koch", "Anna|Lange", "Anna|von Lüden"]

    assert found(names, "Anna L.") == ["Anna Lange", "Anna von Lüden"]
    assert found(names, "A. L. Koch") == ["Anna-Lena Koch"]


def test_a_name_can_be_split_or_joined_otherwise() -> None:
    names = ["Anna-Lena|O'Connor", "Karl-Heinz|von der Au"]

    assert found(names, "annalena oconnor") == ["Anna-Lena O'Connor"]
    assert found(names, "Anna Lena O Connor") == ["Anna-Lena O'Connor"]
    assert found(names, "von der Au, Karl Heinz") == ["Karl-Heinz von der Au"]


def test_particles_may_be_left_out_but_tell_if_they_are_typed() -> None:
    names = ["Ada|Essen", "Bea|von Essen"]

    assert found(names, "Essen") == ["Ada Essen", "Bea von Essen"]
    assert found(names, "von Essen") == ["Bea von Essen"]


def test_what_is_one_slip_away_comes_before_what_is_two_away() -> None:
    assert found(["Ada|Lindemann", "Bea|Lindermann"], "Linderman") == ["Bea Lindermann"]


def test_two_slips_in_a_short_first_name_are_forgiven_beside_a_last_name() -> None:
    assert found(["Jan|Grafendörfer", "Ute|Berg"], "Jsm Grafendörfer") == ["Jan Grafendörfer"]


def test_a_middle_name_that_nobody_has_is_forgiven() -> None:
    assert found(["Julia|Weber", "Maria|Koch"], "Julia Maria Weber") == ["Julia Weber"]


def test_a_small_word_can_be_a_name() -> None:
    assert found(["Wiebke|Ahrens", "Ute|Ahrens"], "Wie Ahr") == ["Wiebke Ahrens"]
    assert found(["Will|Do", "Ute|Ahrens"], "will do") == ["Will Do"]


def test_a_title_is_no_name() -> None:
    assert found(["Eva|Meyer", "Drago|Prof"], "Prof. Dr. med. Eva Meyer, M.Sc.") == ["Eva Meyer"]


def test_a_genitive_is_the_name() -> None:
    assert found(["Eva|Müller", "Ute|Peters", "Ute|Peter"], "Müllers") == ["Eva Müller"]
    assert found(["Eva|Müller", "Ute|Peters", "Ute|Peter"], "Peters")[:1] == ["Ute Peters"]
