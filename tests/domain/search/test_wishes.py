"""What else can be wished for, why a hit is a hit, and how many more there are."""

import pytest

from bot.domain.people import Directory, Group, Person, Role, Site
from bot.domain.search import EVERYONE, Found, Hit, Reason
from bot.domain.search.index import Index
from tests.domain.search.village import TOPICS, VILLAGE

NLP, *_ = TOPICS


def names(found: Found) -> list[str]:
    return [hit.name for hit in found.hits if not hit.suggestion]


def test_a_hit_says_which_wishes_it_fulfils(index: Index) -> None:
    found = index.find("NLP Müller Leipzig", viewer=EVERYONE)

    reasons = (Reason("topic", NLP.en, NLP), Reason("site", "Leipzig"), Reason("name", "Anna Müller"))
    assert found == Found((Hit("anna-leipzig", "person", "Anna Müller", 1.0, reasons=reasons),))
    assert found.hits[0].reason == reasons[0]


def test_groups_and_leaders_come_first_among_equals(index: Index) -> None:
    assert names(index.find("sepsis", viewer=EVERYONE)) == [
        "LUMEN", "Karin Grafendörfer", "Sora Ki", "Xiaoming Li", "Anna Müller",
    ]  # fmt: skip


def test_the_rest_is_counted(index: Index) -> None:
    everybody = len(index.find("Köln", viewer=EVERYONE, limit=99).hits)

    found = index.find("Köln", viewer=EVERYONE, limit=2)

    assert (len(found.hits), found.more) == (2, everybody - 2)


def test_former_members_are_found_by_name_and_as_such_only(index: Index) -> None:
    assert "Julia Hein" not in names(index.find("LUMEN", viewer=EVERYONE, limit=99))
    assert names(index.find("former LUMEN", viewer=EVERYONE)) == ["Julia Hein", "Anna-Lena Müller"]
    assert names(index.find("Hein LUMEN", viewer=EVERYONE)) == ["Julia Hein"]


def test_a_group_can_be_called_after_its_leader(index: Index) -> None:
    assert names(index.find("AG Hoffmann", viewer=EVERYONE)) == ["TIDE", "Paul Hoffmann"]


def test_the_bare_word_lists_all_groups(index: Index) -> None:
    assert names(index.find("Gruppen", viewer=EVERYONE)) == ["ALMA", "LUMEN", "TIDE"]


def test_every_sense_of_a_word_is_heard(index: Index) -> None:
    assert names(index.find("Krebs", viewer=EVERYONE, limit=2)) == ["Beate Krebs", "ALMA"]


def test_a_group_is_meant_beside_a_role(index: Index) -> None:
    people = (
        Person("1", "Alma", "Koch", role=Role.LEADER, group="TIDE"),
        Person("2", "Ute", "Berg", role=Role.LEADER, group="ALMA"),
    )
    groups = (Group("g1", "ALMA", "Answers", "Antworten"), Group("g2", "TIDE", "Tides", "Gezeiten"))
    two_almas = Index(Directory(people, groups))

    assert names(two_almas.find("leader ALMA", viewer=EVERYONE)) == ["Ute Berg"]


def test_a_topic_that_nobody_has_catalogued_can_be_found(index: Index) -> None:
    [hit] = index.find("microscopy", viewer=EVERYONE).hits

    assert (hit.name, hit.reason) == ("Jan Schneider", Reason("topic", "time-lapse microscopy"))


def test_a_person_may_give_a_site_by_another_of_its_names() -> None:
    people = (Person("1", "Eva", "Koch", site="Charité"), Person("2", "Ute", "Berg", site="Bonn"))
    index = Index(Directory(people, sites=(Site("Berlin", ("Charité",)),)))

    assert names(index.find("Berlin", viewer=EVERYONE)) == ["Eva Koch"]
    assert names(index.find("Bonn", viewer=EVERYONE)) == ["Ute Berg"]


@pytest.mark.parametrize(
    "query",
    [
        "who works on sepsis in Leipzig",
        "Wer macht bei euch in Leipzig etwas zu Sepsis?",
        "Ich suche jemanden am UKL, der sich mit Blutvergiftung auskennt",
        "could you kindly recommend somebody from Leipzig for sepsis",
        "Sepsis (Leipzig)",
        "sepsisforschung leipzig",
    ],
)
def test_a_question_can_be_put_in_a_sentence(index: Index, query: str) -> None:
    assert names(index.find(query, viewer=EVERYONE)) == [
        "LUMEN", "Karin Grafendörfer", "Sora Ki", "Anna Müller",
    ]  # fmt: skip


def test_an_empty_directory_finds_nothing() -> None:
    assert Index(Directory()).find("Müller NLP Leipzig", viewer=EVERYONE) == Found()


def test_the_directory_is_not_changed_by_searching() -> None:
    index = Index(VILLAGE)

    first = [index.find(query, viewer=EVERYONE) for query in ("an Hoffmann", "sepsis", "AG Hoffmann")]

    assert [index.find(query, viewer=EVERYONE) for query in ("an Hoffmann", "sepsis", "AG Hoffmann")] == first
