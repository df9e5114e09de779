"""A single file is read against what is known already."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.files import read, write
from bot.domain.people import Role, Visibility


@pytest.mark.parametrize("file", ["people.csv", "groups.csv", "topics.csv", "sites.csv"])
def test_what_no_file_tells_is_taken_from_what_is_known(files, network, file):
    assert read({file: files[file]}, network) == network


def test_nothing_is_asked_of_a_single_file_when_nothing_is_known(files, network):
    assert read({"people.csv": files["people.csv"]}).people == network.people


def test_settings_survive_the_file(network):
    shy = replace(
        network.people[0], visibility={"email": Visibility.NOBODY}, language="de", zone="UTC", reminders=False
    )
    known = replace(network, people=(shy, *network.people[1:]))

    assert read(write(known), known) == known


def test_a_column_that_the_file_lacks_is_left_as_it_is(network):
    [person] = read({"people.csv": b"id,first_name,last_name\np1,Ada,King\n"}, network).people

    assert person == replace(network.people[0], last_name="King")


def test_who_is_back_has_not_left(network):
    [person] = read({"people.csv": b"id,first_name,last_name,role\np3,Cem,Dag,researcher\n"}, network).people

    assert (person.role, person.left, person.joined) == (Role.RESEARCHER, None, date(2019, 5, 1))


def test_a_person_may_belong_to_a_group_that_is_only_known(network, complaints):
    files = {
        "people.csv": b"id,first_name,last_name,group\np9,Di,Doe,FEDORIS\np8,Ed,Doe,NEW\np7,Flo,Doe,OTHER\n",
        "groups.csv": b"id,acronym,name_en,name_de\ng9,NEW,New,Neu\n",
    }

    assert complaints(files, network) == ['people.csv line 4: unknown group "OTHER"']


def test_an_acronym_that_the_file_replaces_is_not_known_any_more(network, complaints):
    files = {
        "people.csv": b"id,first_name,last_name,group\np9,Di,Doe,FEDORIS\n",
        "groups.csv": b"id,acronym,name_en,name_de\ng2,FEDORA,Fed,Fed\n",
    }

    assert complaints(files, network) == ['people.csv line 2: unknown group "FEDORIS" (did you mean "FEDORA"?)']


def test_a_lead_must_be_somebody_known(network, complaints):
    files = {"groups.csv": b"id,acronym,name_en,name_de,lead\ng9,NEW,New,Neu,bo@example.org\ng8,X,X,X,zoe@x.org\n"}

    assert complaints(files, network) == [
        'groups.csv line 3: lead "zoe@x.org" is the e-mail address of nobody (did you mean "bo@example.org"?)'
    ]


def test_an_address_of_somebody_else_is_refused(network, complaints):
    files = {"people.csv": b"id,first_name,last_name,email\nq1,Ada,King,Ada@example.org\n"}

    assert complaints(files, network) == [
        'people.csv line 2: email "Ada@example.org" belongs already to p1 in the directory, and p1 is not in this file'
    ]


def test_addresses_may_be_exchanged(network, complaints):
    files = {"people.csv": b"id,first_name,last_name,email\np1,A,A,bo@example.org\np2,B,B,ada@example.org\n"}

    assert complaints(files, network) == []
