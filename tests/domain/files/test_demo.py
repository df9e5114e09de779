"""The demo's network has everything that the bot wants to show."""

import re
from collections import Counter

from bot.demo import demo_files
from bot.domain.files import read
from bot.domain.people import Role

DEMO = read(demo_files())


def test_it_has_240_people_in_all_roles():
    assert Counter(person.role for person in DEMO.people) == {
        Role.RESEARCHER: 164,
        Role.DEPUTY: 36,
        Role.LEADER: 25,
        Role.ALUMNI: 12,
        Role.COORDINATOR: 3,
    }


def test_every_group_has_its_leader_and_researchers():
    leaders = {person.group: person.email for person in DEMO.people if person.role is Role.LEADER}
    researchers = Counter(person.group for person in DEMO.people if person.role is Role.RESEARCHER)

    assert {group.acronym: group.lead for group in DEMO.groups} == leaders
    assert set(researchers) == set(leaders)
    assert min(researchers.values()) >= 5


def test_it_has_look_alikes_but_everybody_has_a_name_of_their_own():
    names = Counter(person.name.casefold() for person in DEMO.people)
    look_alikes = {person.last_name for person in DEMO.people if re.fullmatch("M[ae][iy]e?r", person.last_name)}

    assert [name for name, number in names.items() if number > 1] == []
    assert {"anna müller", "anna mueller", "annika müller"} <= names.keys()
    assert look_alikes == {"Meier", "Maier", "Mair", "Mayer", "Mayr", "Meyer"}


def test_nobody_can_be_written_to():
    assert {person.email.rpartition("@")[2] for person in DEMO.people} == {"example.org"}
