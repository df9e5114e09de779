"""The search of the directory: from what was typed to whom it means."""

from bot.domain.people import Directory
from bot.domain.search.answer import found
from bot.domain.search.catalogue import Catalogue
from bot.domain.search.hits import Found, Reason, Viewer
from bot.domain.search.inquiry import Inquiry, Knowledge
from bot.domain.search.lexicon import Lexicon
from bot.domain.search.names import Names
from bot.domain.search.question import Question, read
from bot.domain.search.senses import Sense
from bot.domain.search.sight import Eyes
from bot.domain.search.understanding import Understanding

_MOST_SUGGESTIONS = 3


class Index:
    """A directory made searchable; immutable once built, so that threads may share it."""

    def __init__(self, directory: Directory) -> None:
        catalogue, names = Catalogue(directory), Names(directory.people)
        terms = {word for realm in catalogue.realms for word in realm.phrases.known}
        self._known = Knowledge(catalogue, names, Lexicon(names.known, terms))

    def find(self, query: str, *, viewer: Viewer, limit: int = 5) -> Found:
        """The people and groups that a query means, best first; with room left, what else it may have meant."""
        catalogue = self._known.catalogue
        question, eyes = read(query), catalogue.eyes(viewer)
        if identified := self._identified(question, eyes):
            return found(identified, catalogue, limit)
        if question.says_nothing:
            return Found()
        understanding = Understanding(Inquiry(question, eyes, self._known))
        if senses := [] if question.email else understanding.meant():
            answer = found(senses, catalogue, limit)
            if len(answer.hits) == limit or question.strict:
                return answer
            known = {hit.id for hit in answer.hits}
            others = found(understanding.alike(), catalogue, limit - len(known), suggestion=True, but=known)
            return Found((*answer.hits, *others.hits), answer.more)
        for senses in () if question.strict else understanding.guesses():
            if any(sense.entries for sense in senses):
                return found(senses, catalogue, min(limit, _MOST_SUGGESTIONS), suggestion=True)
        return Found()

    def _identified(self, question: Question, eyes: Eyes) -> list[Sense]:
        """Who has this ORCID iD or e-mail address."""
        identities, address = self._known.catalogue.identities, question.email or question.local_part
        for numbers, reason in (
            (identities.with_orcid(question.orcid, eyes), Reason("orcid", question.orcid)),
            (identities.with_email(address, eyes), Reason("email", address)),
        ):
            if numbers:
                return [Sense(dict.fromkeys(numbers, 1.0), lambda _, reason=reason: (reason,))]
        return []
