"""An election for Belenios: its voters and its question in the formats that its set-up takes.

The formats are those of the releases up to 3.3: doc/specification.tex (Questions, Elections) at
https://gitlab.inria.fr/belenios/belenios, and the voter list, one address a line. Version 4 will write questions in
another way. Belenios counts what is marked by adding up encrypted ballots;
ranked ballots it shuffles, opens and counts by Schulze's method or as transferable votes.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.domain.elections.tally import RANKED, Abstentions, Method, Rules

ADDRESS = re.compile(r"[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}", re.IGNORECASE | re.ASCII)


class NotForBelenios(Exception):
    """Belenios would refuse these voters, numbered from 0: no address that it knows, or one that comes twice."""

    def __init__(self, voters: Sequence[int]) -> None:
        super().__init__("some voters have no address of their own")
        self.voters = tuple(voters)


def voters(addresses: Sequence[str]) -> str:
    """The text of `voters.txt`, sorted so that it does not tell the order of the roll. Raises NotForBelenios."""
    known = [address.strip().lower() for address in addresses]
    times = Counter(known)
    wrong = [place for place, address in enumerate(known) if not ADDRESS.fullmatch(address) or times[address] > 1]
    if wrong:
        raise NotForBelenios(wrong)
    return "".join(f"{address}\n" for address in sorted(known))


def template(
    rules: Rules,
    candidates: Sequence[str],
    *,
    name: str,
    question: str,
    description: str = "",
    administrator: str = "",
    credential_authority: str = "",
) -> dict[str, Any]:
    """The election as JSON, with one question; candidates of a yes-no ballot are the words for yes and for no."""
    authorities = {"administrator": administrator, "credential_authority": credential_authority}
    return {
        "description": description,
        "name": name,
        "questions": [_question(rules, list(candidates), question)],
        **{part: known for part, known in authorities.items() if known},
    }


def _question(rules: Rules, answers: list[str], question: str) -> dict[str, Any]:
    blank = rules.abstentions is Abstentions.ALLOWED
    if rules.method in RANKED:
        counted = {"method": "Schulze"} if rules.method is Method.SCHULZE else {"method": "STV", "seats": rules.seats}
        return {
            "type": "NonHomomorphic",
            "value": {"answers": answers, "question": question},
            "extra": {"type": "PreferentialVoting", "blank": blank, **counted},
        }
    most = {Method.APPROVAL: len(answers), Method.SEVERAL_SEATS: min(rules.most_marks, len(answers))}
    marks = {"blank": blank, "min": 1, "max": most.get(rules.method, 1)}
    return {"answers": answers, **marks, "question": question}
