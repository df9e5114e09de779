"""Which addresses may be polled."""

import pytest

from bot.domain.feedaddress import HostNotAllowed, NoFeedAddress, checked, host_of, is_allowed, is_host

HOSTS = ("news.example.org", "*.uni.example.org")


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://news.example.org/feed", "https://news.example.org/feed"),
        (" https://NEWS.example.org.:443/a b?q=ü#top", "https://news.example.org/a%20b?q=%C3%BC"),
        ("https://a.b.uni.example.org", "https://a.b.uni.example.org/"),
    ],
)
def test_an_allowed_address_has_a_plain_form(given: str, plain: str) -> None:
    assert checked(given, HOSTS) == plain


@pytest.mark.parametrize("host", ["uni.example.org", "example.org", "evilnews.example.org", "example.org.evil.net"])
def test_a_host_that_nobody_has_allowed_is_refused(host: str) -> None:
    with pytest.raises(HostNotAllowed) as refused:
        checked(f"https://{host}/", HOSTS)

    assert refused.value.host == host


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example.org/",
        "news.example.org/feed",
        "https://news.example.org:8443/",
        "https://me@news.example.org/",
        "https://me:secret@news.example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://localhost/",
        "https://news.example.org:port/",
        "https://[/",
        "https://" + "a" * 70 + ".example.org/",
        "https://news.example.org/" + "a" * 500,
        "file:///etc/passwd",
        "",
    ],
)
def test_what_is_no_plain_https_address_of_a_name_is_refused(url: str) -> None:
    with pytest.raises(NoFeedAddress):
        checked(url, (*HOSTS, "127.0.0.1", "localhost"))


def test_a_pattern_allows_what_lies_below_and_nothing_else() -> None:
    assert [is_allowed(host, ["*.example.org"]) for host in ("a.example.org", "a.b.example.org")] == [True, True]
    assert [is_allowed(host, ["*.example.org"]) for host in ("example.org", "aexample.org")] == [False, False]
    assert [is_host(each) for each in HOSTS] == [True, True]
    assert [is_host(each) for each in ("*", "*.org", "10.0.0.1", "https://a.example.org", "")] == [False] * 5
    assert host_of("https://Bücher.example.org/") == "xn--bcher-kva.example.org"
