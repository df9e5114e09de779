"""What a question means, what it may have meant, and who else sounds like it."""

from collections.abc import Iterator
from functools import cached_property

from bot.domain.search.closeness import resembling, slipped
from bot.domain.search.hits import Reason
from bot.domain.search.inquiry import Inquiry
from bot.domain.search.senses import ACCEPTABLE, GOOD_ENOUGH, Reader, Sense, best, senses

_NEAREST = 0.02


class Understanding:
    """Of one question, from what it says to what it may have meant."""

    def __init__(self, inquiry: Inquiry) -> None:
        self._inquiry, self._question = inquiry, inquiry.question
        self._catalogue = inquiry.known.catalogue

    def meant(self) -> list[Sense]:
        """The senses that are near enough to be answers."""
        if self._question.wants_group and not self._question.telling:
            return [Sense(dict.fromkeys(self._catalogue.group_numbers, 1.0), lambda _: ())]
        if best(found := senses(self._inquiry, slips=1)) >= GOOD_ENOUGH:
            return self._with_groups_led(self._with_the_nearest_first(found))
        if self._question.strict:
            return []
        if self._slipped:
            return [self._by_name(self._slipped)]
        if best(self._senses) >= GOOD_ENOUGH:
            return self._with_groups_led(self._senses)
        for fewer in self._shorter():
            if fewer and best(found := senses(fewer)) >= GOOD_ENOUGH:
                return found
        found = Reader(self._inquiry, self._inquiry.exact).without_a_name()
        return found or (self._senses if best(self._senses) >= ACCEPTABLE else [])

    def guesses(self) -> Iterator[list[Sense]]:
        """What a question that means nothing may have meant, the likeliest first."""
        inquiry = self._inquiry
        known, exact = inquiry.of_known(), inquiry.of_exact()
        yield senses(known) if known else []
        yield Reader(inquiry, inquiry.exact).without_a_wish()
        yield self._senses
        yield [self._by_name(resembling(inquiry))]
        yield senses(exact) if exact else []
        yield Reader(exact, exact.exact).without_a_wish() if exact else []
        yield Reader(inquiry, inquiry.forgiving(3, everywhere=True, lonely=True)).senses()

    def alike(self) -> list[Sense]:
        """Who else sounds or begins like a typed name."""
        return Reader(self._inquiry, self._inquiry.by_ear()).senses_of_names()

    def _shorter(self) -> Iterator[Inquiry | None]:
        """The question without words that it may do without and still mean the same."""
        yield self._inquiry.of_long()
        if self._question.is_sentence:
            yield self._inquiry.of_known()
            yield self._inquiry.of_exact()

    @cached_property
    def _senses(self) -> list[Sense]:
        return senses(self._inquiry)

    @cached_property
    def _slipped(self) -> dict[int, float]:
        return slipped(self._inquiry)

    def _with_the_nearest_first(self, found: list[Sense]) -> list[Sense]:
        """A small word in a short question may be a mistyped first name: "an Schäfer" for Jan Schäfer."""
        if not self._question.may_hide_a_name:
            return found
        for sense in found:
            for number in self._slipped.keys() & sense.entries.keys():
                sense.entries[number] += _NEAREST * self._slipped[number]
        return found

    def _with_groups_led(self, found: list[Sense]) -> list[Sense]:
        """A group is often called after its leader: "AG Müller"."""
        if not self._question.wants_group:
            return found
        led: dict[int, float] = {}
        for sense in found:
            for number, quality in sense.entries.items():
                group = self._catalogue.led_by.get(number)
                if group is not None and sense.reasons(number)[-1].kind == "name":
                    led[group] = max(quality, led.get(group, 0.0))
        groups = Sense(led, lambda number: (Reason("group", self._catalogue.name(number)),))
        return [groups, *found] if led else found

    def _by_name(self, entries: dict[int, float]) -> Sense:
        return Sense(entries, lambda number: (Reason("name", self._catalogue.name(number)),))
