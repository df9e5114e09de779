"""A voter's own ballot, found by its tracking code in the published list; nothing is kept of the question."""

import json
from collections.abc import Iterator
from typing import Annotated

from bot.chat.links import Links
from bot.chat.replies import Ask, Reject, Reply, Whisper, whisper
from bot.chat.text import Text, Value, join, link
from bot.chat.ui import Form, Line, Message, Paragraph, action
from bot.domain.elections.election import Phase, expect
from bot.domain.elections.publication import Publication
from bot.domain.people import Person
from bot.routing import Router
from handlers.elections.finding import expect_runs, named_or_latest
from handlers.elections.texts import REFUSALS
from storage import Store

TITLE = Text(en="Find my ballot", de="Mein Stimmzettel")
CODE = Text(en="Your tracking code", de="Dein Prüfcode")
CODE_HINT = Text(en="Such as K7QM-2XPD-TURM", de="Zum Beispiel K7QM-2XPD-TURM")
INTRO = Text(
    en="I look it up in the published list, say below what I find and keep nothing. If you would rather not "
    "tell me, open the list and look yourself.",
    de="Ich suche in der veröffentlichten Liste, sage unten, was ich finde, und behalte nichts. Wenn du mir "
    "den Code nicht sagen möchtest, öffne die Liste und sieh selbst nach.",
)
LOOK = Text(en="Look it up", de="Nachsehen")
FOUND = Text(en="This ballot is in the list: *{names}*.", de="Dieser Stimmzettel steht in der Liste: *{names}*.")
ABSTAINS = Text(en="an abstention", de="eine Enthaltung")
NOT_FOUND = Text(
    en="This code is not in the list. Check how you wrote it; the code of an earlier vote of yours no longer "
    "counts. If it is right, tell the election committee.",
    de="Dieser Code steht nicht in der Liste. Prüfe die Schreibweise; der Code einer früheren Stimme von dir gilt "
    "nicht mehr. Wenn er stimmt, sag es dem Wahlausschuss.",
)
FILES = Text(en="Files: {office}", de="Dateien: {office}")
MINUTES = Text(en="Minutes: {html} or {markdown}", de="Niederschrift: {html} oder {markdown}")
BALLOTS = Text(
    en="Ballots {ballots} and a program to count them again, {script}, which needs Python alone: "
    "`python3 recount.py ballots.json`",
    de="Stimmzettel {ballots} und ein Programm zum Nachzählen, {script}, das nur Python braucht: "
    "`python3 recount.py ballots.json`",
)
FOR_COMMITTEE = Text(
    en="The single ballots are for the election committee alone: published, they could show how somebody voted.",
    de="Die einzelnen Stimmzettel sind nur für den Wahlausschuss: Veröffentlicht könnten sie zeigen, wie jemand "
    "gewählt hat.",
)
SET_UP = Text(en="The set-up as it was hashed: {link}", de="Die Einrichtung, wie sie gehasht wurde: {link}")
SHORT_LIVED = Text(
    en="The links work for a quarter of an hour; then ask again.",
    de="Die Links gelten eine Viertelstunde; danach frag noch einmal.",
)
NO_ADDRESS = Text(
    en="I cannot offer downloads: I do not know at which address I can be reached. Whoever runs me has to set "
    "`public_url` in the section `[http]` of the settings.",
    de="Downloads kann ich nicht anbieten: Ich weiß nicht, unter welcher Adresse ich zu erreichen bin. Wer mich "
    "betreibt, muss `public_url` im Abschnitt `[http]` der Einstellungen setzen.",
)
BELENIOS = Text(
    en="If more is at stake than you would trust the people with who run me, hold this election with "
    "Belenios: {voters} (the addresses; there is no file if somebody has none) and {template} (the "
    "question). Then cancel it here.",
    de="Wenn mehr auf dem Spiel steht, als ihr denen anvertraut, die mich betreiben, haltet diese Wahl mit "
    "Belenios ab: {voters} (die Adressen; die Datei fehlt, wenn jemand keine hat) und {template} (die "
    "Frage). Brecht sie dann hier ab.",
)
LONGEST_CODE = 40

routes = Router()
routes.refuse(REFUSALS)


@routes.button("election.check", reads=True)
def open_check(store: Store, me: Person, election: int) -> Iterator[Ask]:
    found = named_or_latest(store, me, election)
    expect(found, Phase.COUNTED)
    inputs = (Line("code", CODE, hint=CODE_HINT, longest=LONGEST_CODE),)
    yield Ask(Form(TITLE, inputs, LOOK, action("election.check", election=election), INTRO))


@routes.form("election.check", reads=True)
def look_up(store: Store, me: Person, election: int, code: Annotated[str, LONGEST_CODE]) -> Iterator[Reply]:
    """Says it beside the input: on Mattermost any other answer to a form is a message, which would tell how one voted
    for as long as it is kept.
    """
    expect(named_or_latest(store, me, election), Phase.COUNTED)
    if _level(store, election) is not Publication.BALLOTS:
        yield Reject({"code": NOT_FOUND})
        return
    file = json.loads(store.election_results.file(election) or "{}")
    wanted = "".join(code.split()).upper()
    line = next((one for one in file["ballots"] if one.get("code") == wanted), None)
    if line is None:
        yield Reject({"code": NOT_FOUND})
        return
    names: list[Value] = [file["candidates"][one - 1] for one in line["vote"]]
    yield Reject({"code": FOUND.format(names=names or ABSTAINS)})


@routes.button("election.files", reads=True)
def show_files(store: Store, me: Person, links: Links, election: int) -> Iterator[Reply]:
    """Addresses of what was published; of the single ballots only for those who may see them."""
    found = named_or_latest(store, me, election)
    expect(found, Phase.COUNTED, Phase.FINAL)
    names = ("minutes.html", "minutes.md", "ballots.json", "recount.py", "set-up.json")
    urls = {name: links.election(found.id, name, me.id) for name in names}
    lines = [NO_ADDRESS]
    if all(urls.values()):
        html, markdown, ballots, script, plan = (link(name, url or "") for name, url in urls.items())
        open_to_all = _level(store, election) is Publication.BALLOTS
        lines = [MINUTES.format(html=html, markdown=markdown)]
        if open_to_all or me.id in found.configuration.committee:
            lines.append(BALLOTS.format(ballots=ballots, script=script))
        lines.append(SET_UP.format(link=plan))
        lines += [*([] if open_to_all else [FOR_COMMITTEE]), SHORT_LIVED]
    yield Whisper(Message(FILES.format(office=found.office), (Paragraph(join(lines)),)))


@routes.button("election.belenios", reads=True)
def export(store: Store, me: Person, links: Links, election: int) -> Iterator[Reply]:
    """Roll and candidates for those who would rather vote with Belenios."""
    found = named_or_latest(store, me, election)
    expect(found, Phase.LISTED)
    expect_runs(store, me, found)
    voters, template = (links.election(found.id, name, me.id) for name in ("voters.txt", "belenios.json"))
    if not voters or not template:
        yield whisper(NO_ADDRESS)
        return
    said = BELENIOS.format(voters=link("voters.txt", voters), template=link("belenios.json", template))
    yield whisper(join((said, SHORT_LIVED)))


def _level(store: Store, election: int) -> Publication:
    return Publication(json.loads(store.election_results.report(election) or "{}")["publication"])
