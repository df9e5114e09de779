"""Reads the HTML of messages and forms as a browser would, into what people see."""

from html.parser import HTMLParser

from tests.platforms.contract import Opened, Seen

EMPTY = {"br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collects words, links and controls; `tags` are all tags that were opened, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.buttons: dict[str, str] = {}
        self.menus: dict[str, str] = {}
        self.inputs: list[str] = []
        self.values: dict[str, str] = {}
        self.title = ""
        self.state = ""
        self._open: list[tuple[str, dict[str, str]]] = []
        self._since: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "a":
            self.links.append(given["href"])
        if tag == "form":
            self.state = given["data-token"]
        if "data-name" in given:
            self.inputs.append(given["data-name"])
        if tag == "input":
            self.values[given["name"]] = given.get("value", "")
        if tag not in EMPTY:
            self._open.append((tag, given))
            self._since.append(len(self.text))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, given = self._open.pop()
        assert opened == tag, f"<{opened}> was closed by </{tag}>"
        inside = "".join(self.text[self._since.pop() :])
        if tag == "button" and "data-token" in given:
            self.buttons[inside] = given["data-token"]
        if tag == "span" and self._open and self._open[-1][0] == "label" and self._open[-2][1].get("class") == "menu":
            self.menus[inside] = self._open[-2][1]["data-token"]
        if tag == "h2":
            self.title = inside
        if tag in ("p", "li", "h3", "dt", "dd", "th", "td", "footer") and inside:
            self.text.append("\n")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open, f"never closed: {reader._open}"
    return reader


def seen(html: str) -> Seen:
    """A message as people see it. This chat has no mentions, so it pings nobody."""
    found = read(html)
    return Seen("".join(found.text).strip(), tuple(found.links), (), found.buttons, found.menus)


def opened(html: str) -> Opened:
    found = read(html)
    return Opened(found.title, tuple(found.inputs), found.state)
