"""The tables of the settings that say which feeds are read, and from which hosts."""

from pydantic import Field, field_validator

from bot.domain.feedaddress import NoFeedAddress, checked, host_of, is_host
from bot.sections import Section, listed


class NewsSection(Section):
    hosts: tuple[str, ...] = ()

    @field_validator("hosts", mode="before")
    @classmethod
    def _listed(cls, hosts: object) -> object:
        return listed(hosts)

    @field_validator("hosts")
    @classmethod
    def _names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [host for host in hosts if not is_host(host.lower())]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: names of hosts, such as www.example.org or *.example.org")
        return tuple(host.lower() for host in hosts)


class FeedSection(Section):
    url: str
    committee: str = Field(default="", max_length=200)
    topic: str = Field(default="", max_length=64)
    name: str = Field(default="", max_length=200)

    @field_validator("url")
    @classmethod
    def _address(cls, url: str) -> str:
        try:
            return checked(url, {host_of(url)})
        except NoFeedAddress:
            raise ValueError("begins with https:// and names a host, such as https://www.example.org/feed") from None
