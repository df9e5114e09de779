"""People by what is theirs alone: e-mail address, its local part, ORCID iD; for those who may see it."""

from array import array
from collections.abc import Sequence

from bot.domain.people import Person
from bot.domain.search.sight import Eyes, levels


class Identities:
    """Who has which e-mail address and which ORCID iD."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._emails: dict[str, array[int]] = {}
        self._orcids: dict[str, array[int]] = {}
        self._email_levels, self._orcid_levels = levels("email", people, 0), levels("orcid", people, 0)
        for number, person in enumerate(people):
            email = person.email.casefold()
            for key in {email, email.partition("@")[0]} - {""}:
                self._emails.setdefault(key, array("I")).append(number)
            if person.orcid:
                self._orcids.setdefault(person.orcid.replace("-", "").upper(), array("I")).append(number)

    def with_email(self, email: str, eyes: Eyes) -> list[int]:
        """Who has this address, or this local part of one."""
        return [number for number in self._emails.get(email, ()) if eyes.see(self._email_levels, number)]

    def with_orcid(self, orcid: str, eyes: Eyes) -> list[int]:
        return [number for number in self._orcids.get(orcid, ()) if eyes.see(self._orcid_levels, number)]
