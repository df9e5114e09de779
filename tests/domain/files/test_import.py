"""What an import would change, what it leaves alone, and what it refuses."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.files import Changes, Compared, TooManyLeavers, compare, merge, read
from bot.domain.people import Directory, Group, Person, Role, Site, Topic, Visibility

TODAY = date(2026, 2, 7)


def crowd(size: int) -> Directory:
    return Directory(people=tuple(Person(f"p{number}", "Ann", "Doe") for number in range(size)))


def without(network: Directory, *gone: str) -> Directory:
    return replace(network, people=tuple(person for person in network.people if person.id not in gone))


def changed(network: Directory, person: str, **fields) -> Directory:
    people = [replace(one, **fields) if one.id == person else one for one in network.people]
    return replace(network, people=tuple(people))


def test_the_same_directory_changes_nothing(network):
    changes = compare(network, network)

    assert changes == Changes(
        people=Compared(unchanged=("p1", "p2", "p3")),
        groups=Compared(unchanged=("g1", "g2")),
        topics=Compared(unchanged=("t1",)),
        sites=Compared(unchanged=("Kiel", "Köln")),
        active=2,
    )
    assert changes.is_empty
    assert merge(network, network, today=TODAY) == network


def test_new_and_changed_entries_are_told_with_their_fields(network):
    new = Directory(
        people=(replace(network.people[1], site="Köln", first_name="Bob"), Person("p9", "Di", "Doe")),
        groups=(replace(network.groups[0], summary="Now with one."), Group("g9", "NEW", "New", "Neu")),
        topics=(Topic("t1", "sepsis", "Blutvergiftung"),),
        sites=(Site("Kiel", ()), Site("Ulm")),
    )

    assert compare(network, new) == Changes(
        people=Compared(new=("p9",), changed={"p2": ("first_name", "site")}),
        groups=Compared(new=("g9",), changed={"g1": ("summary",)}),
        topics=Compared(changed={"t1": ("de", "synonyms")}),
        sites=Compared(new=("Ulm",), changed={"Kiel": ("aliases",)}),
        left=("p1",),
        active=2,
    )


def test_what_no_file_holds_is_no_change_and_stays(network):
    shy = changed(network, "p1", visibility={"email": Visibility.NOBODY}, language="de", zone="UTC", reminders=False)

    assert compare(shy, network).is_empty
    assert merge(shy, network, today=TODAY) == shy


def test_own_edits_are_kept_and_counted(network):
    old = changed(network, "p2", topics=("knitting",))
    new = changed(network, "p2", title="Dr.", group="FEDORIS")
    kept = {"p2": frozenset({"topics", "title", "orcid"}), "p9": frozenset({"title"})}

    changes = compare(old, new, kept)

    assert changes.people == Compared(changed={"p2": ("group",)}, unchanged=("p1", "p3"))
    assert changes.kept == {"p2": ("title", "topics")}
    assert merge(old, new, kept, today=TODAY) == changed(network, "p2", topics=("knitting",), group="FEDORIS")


def test_only_kept_fields_differ_so_the_person_is_unchanged(network):
    new = changed(network, "p2", title="Dr.")

    changes = compare(network, new, {"p2": frozenset({"title"})})

    assert changes.people == Compared(unchanged=("p1", "p2", "p3"))
    assert changes.kept == {"p2": ("title",)}


def test_who_is_missing_becomes_alumni_today_and_everything_else_stays(network):
    new = Directory(people=without(network, "p2").people)

    merged = merge(network, new, today=TODAY, allow_leavers=True)

    left = replace(network.people[1], role=Role.ALUMNI, left=TODAY)
    assert merged == replace(network, people=(network.people[0], network.people[2], left))


def test_alumni_who_are_missing_stay_as_they_were(network):
    new = without(network, "p3")

    assert compare(network, new).left == ()
    assert merge(network, new, today=TODAY) == network


def test_who_never_came_left_on_the_day_of_joining(network):
    announced = changed(network, "p2", joined=date(2026, 3, 1))

    merged = merge(announced, without(announced, "p2"), today=TODAY, allow_leavers=True)

    assert merged.people[-1] == replace(announced.people[1], role=Role.ALUMNI, left=date(2026, 3, 1))


@pytest.mark.parametrize(("leaving", "refused"), [(0, False), (2, False), (3, True), (10, True)])
def test_at_most_a_fifth_may_leave_unasked(leaving, refused):
    network = crowd(10)
    rest = without(network, *[f"p{number}" for number in range(leaving)])

    assert compare(network, rest).too_many_leave == refused
    if refused:
        with pytest.raises(TooManyLeavers) as stopped:
            merge(network, rest, today=TODAY)
        assert str(stopped.value) == f"{leaving} of 10 active people are missing and would become alumni"
        assert (stopped.value.leaving, stopped.value.active) == (leaving, 10)


def test_leavers_may_be_allowed():
    merged = merge(crowd(10), Directory(), today=TODAY, allow_leavers=True)

    assert {person.left for person in merged.people} == {TODAY}


def test_people_follow_their_group_to_its_new_acronym(files, network):
    groups = files["groups.csv"].replace(b"FEDORIS", b"FEDORA").replace(b"CDX", b"CDY")

    merged = merge(network, read({"groups.csv": groups}, network), today=TODAY)

    assert [person.group for person in merged.people] == ["CDY", "CDY", "FEDORA"]


def test_a_group_follows_its_leader_to_the_new_address(files, network):
    people = files["people.csv"].replace(b"ada@example.org", b"ada@example.com")

    merged = merge(network, read({"people.csv": people}, network), today=TODAY)

    assert [group.lead for group in merged.groups] == ["ada@example.com", ""]


def test_a_group_follows_the_address_that_its_leader_keeps(network):
    own = changed(network, "p1", email="ada@home.example.org")
    own = replace(own, groups=(replace(own.groups[0], lead="ada@home.example.org"), own.groups[1]))

    assert merge(own, network, {"p1": frozenset({"email"})}, today=TODAY) == own
