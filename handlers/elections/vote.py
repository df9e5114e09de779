"""Voting: only in a form, again as often as one likes until the close; the last vote counts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from bot.chat.network import Network
from bot.chat.replies import Ask, Reject, Reply, Tell, Whisper, notice, whisper
from bot.chat.text import Text, join
from bot.chat.ui import Button, Form, Message, Paragraph, action
from bot.domain.elections.box import BoxClosed, Tampered
from bot.domain.elections.candidacy import shuffled
from bot.domain.elections.codes import LONGEST, CodeUnfit, drawn, is_drawn, tracking_code
from bot.domain.elections.election import Election, ElectionClosed, NotOnTheRoll, Phase, expect_open
from bot.domain.elections.keys import BoxKey
from bot.domain.elections.paper import Ballot
from bot.domain.elections.roll import Slot
from bot.domain.elections.sealing import enclosed
from bot.domain.elections.tally import Abstentions, Method
from bot.domain.elections.writ import Writ
from bot.domain.people import Person
from bot.routing import Help, Router
from handlers.elections.box import box_of
from handlers.elections.cards import refreshed
from handlers.elections.facts import lines, so_far
from handlers.elections.paper import LONGEST_MORE, Filled, NotFilled, choice, inputs, needs_numbers, numbered
from handlers.elections.texts import REFUSALS
from storage import Store
from storage.vault import KeyLost, Vault

BALLOT = Text(en="Ballot", de="Stimmzettel")
CAST = Text(en="Cast it", de="Abgeben")
INTRO = Text(
    en="*{office}*, until {moment}. Vote as often as you like; the last vote counts. I see your vote while you cast "
    "it, then it is sealed. What else is promised, and what is not: `{command} election promise`",
    de="*{office}*, bis {moment}. Wähle, so oft du möchtest; die letzte Stimme zählt. Beim Abgeben sehe ich deine "
    "Stimme, dann ist sie versiegelt. Was sonst zugesagt ist und was nicht: `{command} wahl zusagen`",
)
FOR_GROUP = Text(
    en="You vote for {group}; whoever of leader and deputy votes last counts.",
    de="Du wählst für {group}; von Leitung und Stellvertretung zählt, wer zuletzt wählt.",
)
THE_LIST = Text(en="The candidates with their numbers:", de="Die Kandidaturen mit ihren Nummern:")
COUNTED = Text(
    en="*Your vote is in the box.* It takes the place of any you cast before.",
    de="*Deine Stimme ist in der Urne.* Jede, die du vorher abgegeben hast, ist damit ersetzt.",
)
YOUR_CODE = Text(
    en="*Your tracking code:* `{code}-` and then the part that you type below. Note it on paper *now*: I do "
    "not keep it and write it into no message. With it you find your ballot in the list that is "
    "published with the result. Show it to nobody: it proves how you voted.",
    de="*Dein Prüfcode:* `{code}-` und dann der Teil, den du unten eingibst. Notiere ihn *jetzt* auf "
    "Papier: Ich behalte ihn nicht und schreibe ihn in keine Nachricht. Damit findest du deinen "
    "Stimmzettel in der Liste, die mit dem Ergebnis erscheint. Zeig ihn niemandem: Er beweist, wie du "
    "gewählt hast.",
)
NOTED = Text(
    en="Its tracking code is the one that stood in the form, with your part at the end.",
    de="Sein Prüfcode ist der, der im Formular stand, mit deinem Teil am Ende.",
)
OPEN_ANEW = Text(
    en="*Not counted.* Please open the ballot anew.", de="*Nicht gezählt.* Bitte öffne den Stimmzettel neu."
)
UNTIL = Text(en="You can vote again until {moment}.", de="Bis {moment} kannst du noch einmal wählen.")
BAD_HALF = Text(en="3 to 12 letters or digits, please.", de="Bitte 3 bis 12 Buchstaben oder Ziffern.")
RECEIVED = Text(en="Ballot received: “{office}”", de="Stimmzettel erhalten: „{office}“")
VOTE_AGAIN = Text(en="Vote again", de="Noch einmal wählen")
NOT_YOU = Text(
    en="If that was not you, vote again and tell the election committee.",
    de="Wenn du das nicht warst, wähle noch einmal und sag dem Wahlausschuss Bescheid.",
)
BROKEN_BOX = Text(
    en="*Not counted.* Something is wrong with this ballot box. Please tell the election committee.",
    de="*Nicht gezählt.* Mit dieser Urne stimmt etwas nicht. Bitte sag dem Wahlausschuss Bescheid.",
)
WHICH = Text(en="Where do you want to vote?", de="Wo möchtest du wählen?")
NOTHING_OPEN = Text(
    en="No election is open to you at the moment. `{command} elections` shows what there is.",
    de="Im Moment ist keine Wahl für dich offen. `{command} wahlen` zeigt, was es gibt.",
)
OFFICE = Text(en="{office}", de="{office}")
MOST_BUTTONS = 10

routes = Router()
routes.refuse({**REFUSALS, BoxClosed: REFUSALS[ElectionClosed], KeyLost: BROKEN_BOX, Tampered: BROKEN_BOX})


@routes.command(
    "vote",
    "wählen",
    reads=True,
    help=Help(
        Text(
            en="Vote in an open election, in a form that only you see.",
            de="In einer offenen Wahl abstimmen, in einem Formular, das nur du siehst.",
        ),
        usage=Text(en="vote [number]", de="wählen [Nummer]"),
        example=Text(en="vote 2", de="wählen 2"),
    ),
)
def open_vote(
    store: Store, vault: Vault, me: Person, network: Network, now: datetime, election: int | None = None
) -> Iterator[Ask | Whisper]:
    if election is not None:
        yield from open_ballot(store, vault, me, network, now, election)
        return
    mine = store.elections.of_voter(me.id, Phase.OPEN)
    if not mine:
        yield Whisper(Message(parts=(Paragraph(NOTHING_OPEN.format(command=network.command)),)))
    elif len(mine) == 1:
        yield from open_ballot(store, vault, me, network, now, mine[0].id)
    else:
        buttons = [
            Button(OFFICE.format(office=one.office[:70]), action("election.vote", election=one.id))
            for one in mine[:MOST_BUTTONS]
        ]
        yield Whisper(Message(parts=(Paragraph(WHICH), *buttons)))


@routes.button("election.vote", reads=True)
def open_ballot(
    store: Store, vault: Vault, me: Person, network: Network, now: datetime, election: int
) -> Iterator[Ask]:
    found, slot = _mine(store, me, store.elections.get(election), now)
    opened = box_of(store, vault, found)
    writ, order = opened.writ, order_for(me, opened.writ, opened.key)
    intro = [INTRO.format(office=found.office, moment=found.deadline, command=network.command)]
    if slot.group:
        intro.append(FOR_GROUP.format(group=slot.group))
    if needs_numbers(writ):
        intro += [THE_LIST, *numbered(writ, order)]
    plan = found.configuration
    allowed = plan.abstentions is Abstentions.ALLOWED
    asked = inputs(writ, order, abstentions=allowed, codes=plan.codes)
    # The code is shown here, since on Mattermost the answer to a form is a message that stays.
    ours = drawn() if plan.codes else None
    intro += [YOUR_CODE.format(code=ours)] if ours else []
    yield Ask(Form(BALLOT, asked, CAST, action("election.vote", election=election, ours=ours), lines(intro)))


@routes.form("election.vote")
def cast(
    store: Store,
    vault: Vault,
    me: Person,
    now: datetime,
    election: int,
    vote: str = "",
    marks: tuple[str, ...] = (),
    abstain: bool = False,
    rank1: str = "",
    rank2: str = "",
    rank3: str = "",
    rank4: str = "",
    rank5: str = "",
    rank6: str = "",
    more: Annotated[str, LONGEST_MORE] = "",
    half: Annotated[str, LONGEST] = "",
    ours: str = "",
) -> Iterator[Reply]:
    found, slot = _mine(store, me, store.elections.hold_open(election), store.elections.moment(now))
    opened = box_of(store, vault, found)
    writ, key, plan = opened.writ, opened.key, found.configuration
    if plan.codes and not is_drawn(ours):
        yield whisper(OPEN_ANEW)
        return
    filled = Filled(vote, marks, abstain, (rank1, rank2, rank3, rank4, rank5, rank6), more)
    try:
        chosen = choice(filled, writ, order_for(me, writ, key), abstentions=plan.abstentions is Abstentions.ALLOWED)
        code = tracking_code(half, ours) if plan.codes else ""
    except NotFilled as problem:
        yield Reject({problem.field: problem.text})
        return
    except CodeUnfit:
        yield Reject({"half": BAD_HALF})
        return
    before = store.boxes.turnout(election)
    store.boxes.cast(election, enclosed(Ballot(chosen, code), slot.number, writ, key))
    said = [COUNTED, *([NOTED] if code else []), UNTIL.format(moment=found.deadline)]
    yield Whisper(Message(parts=(Paragraph(join(said)),)))
    if plan.is_poll:
        return
    view = notice("election.received", election=election)
    yield Tell(me.id, view, once=f"election.received:{election}:{now.timestamp():.6f}")
    if so_far(found, before, now) != so_far(found, store.boxes.turnout(election), now):
        yield from refreshed(store, found)  # else each vote would edit the post, for everybody to see when


@routes.notice("election.received")
def received(store: Store, election: int) -> Message | None:
    """Nothing of what was chosen, and no code: a message is kept for ever."""
    found = store.elections.get(election)
    if found.phase is not Phase.OPEN:
        return None
    parts = (
        Paragraph(UNTIL.format(moment=found.deadline)),
        Paragraph(NOT_YOU),
        Button(VOTE_AGAIN, action("election.vote", election=election)),
    )
    return Message(RECEIVED.format(office=found.office), parts)


def order_for(me: Person, writ: Writ, key: BoxKey) -> Sequence[int]:
    """The options as this voter sees them; yes comes before no."""
    numbers = range(len(writ.options))
    if writ.method is Method.YES_NO:
        return numbers
    return shuffled(numbers, sha256(b"netbot order of names\0" + key.authentic).hexdigest(), me.id)


def _mine(store: Store, me: Person, election: Election, moment: datetime) -> tuple[Election, Slot]:
    """The election with the vote of this person. Raises NotOnTheRoll, ElectionClosed, NotThisPhase."""
    expect_open(election, moment)
    slot = store.election_people.roll(election.id).of(me.id)
    if slot is None:
        raise NotOnTheRoll
    return election, slot
