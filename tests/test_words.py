"""Every text of the source code in both languages: complete, plain, and in the words that the project agreed on."""

import re

import pytest

import handlers
from tests.texts import Written, written

TEXTS = written("bot", "handlers")

# One term for one thing: what not to write, and what to write instead.
NOT_IN_GERMAN = {
    r"\bSie\b|\bIhre?[nmrs]?\b|\bIhnen\b": "du (a sentence can be turned so that it does not begin with Sie)",
    r"\bmeetings?\b": "Treffen",
    r"\breminder\b": "Erinnerung",
    r"\bkoordinator": "Koordination",
    r"\bgruppenleiter": "Gruppenleitung",
    r"\bstellvertreter": "Stellvertretung",
    r"\bforscher|\bwissenschaftler": "Forschende",
    r"\bteilnehmer": "wer kommt",
    r"\bkandidat(?!ur)": "Kandidatur",
    r"\bwahlleiter": "Wahlausschuss",
    r"\bbutton": "Knopf",
    r"\bagenda": "Programm",
    r"\bfeedback|\bupdate|(?<!-)\bmail\b|\bevent|\bchannel|\baccount": "a German word",
    r"\b(?:the|and|you|your|of|is|are|not|with|this|that|has|have|who|what|when|please|or)\b": "German",
}
NOT_IN_ENGLISH = {
    r"\b(?:der|die|das|und|nicht|ist|mit|für|bitte|du|dein\w*|oder|wer|wann)\b": "English",
    r"\b\w+n['’]t\b|\b\w+['’](?:ll|re|ve|m|d)\b": "the long form: plain for those whose language it is not",
    r"\bmoderators?\b|\borgani[sz]ers?\b": "coordinator",
    r"\bsub-?groups?\b": "breakout room",
    r"\bspeech(?:es)?\b|\bpresentations?\b": "talk",
}
SAME = {
    "April",
    "August",
    "September",
    "November",
    "Link",
    "Name",
    "online",
    "Online",
    "optional",
    "Text",
    "Website",
    "ORCID iD",
    "English",
    "Deutsch",
    "JRG Netbot",
}
TYPED = {
    words
    for route in handlers.discover().every("command")
    if route.help
    for text in (route.help.usage, route.help.example)
    if text
    for words in (text.en, text.de)
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.where)
def test_a_text_obeys_the_style(text: Written) -> None:
    assert _mistakes(text) == []


def test_texts_are_found() -> None:
    assert len(TEXTS) > 200


@pytest.mark.parametrize(
    ("en", "de"),
    [
        ("Do you come?", "Kommen Sie?"),
        ("The next meeting.", "Das nächste Meeting."),
        ("The coordinator.", "Der Koordinator."),
        ("Say “yes”.", 'Sag "ja".'),
        ("Say “yes”.", "Sag “ja”."),
        ("Type `/jrg help`.", "Tippe `/jrg hilfe`."),
        ("Done.", "Fertig"),
        ("Done.", "Done."),
        ("Done.", ""),
        ("*Done*.", "Fertig."),
        ("Hello *{name}.", "Hallo *{name}."),
        ("I can't.", "Ich kann nicht."),
        ("Wait...", "Warte..."),
        ("Done. ", "Fertig. "),
        ("Who  comes?", "Wer kommt?"),
    ],
)
def test_a_text_that_disobeys_is_noticed(en: str, de: str) -> None:
    assert _mistakes(Written("here", en, de)) != []


def _mistakes(text: Written) -> list[str]:
    found = [f"{words!r} {problem}" for words in (text.en, text.de) for problem in _in_any(words)]
    found += [f"{text.en!r}: write {better}" for wrong, better in NOT_IN_ENGLISH.items() if _says(text.en, wrong)]
    found += [f"{text.de!r}: write {better}" for wrong, better in NOT_IN_GERMAN.items() if _says(text.de, wrong)]
    if re.search("[„‚]", text.en) or re.search("”|“[^.,;:!?)\\s]", text.de):
        found.append("quotes are “...” in English and „...“ in German")
    if text.en == text.de and text.en not in SAME and re.search(r"\w{3}", re.sub(r"\{\w+\}", "", text.en)):
        found.append("is the same in both languages")
    if bool(text.en.strip()) != bool(text.de.strip()):
        found.append("is empty in one language")
    for name, of in (("beginning", _beginning), ("end", _end), ("marks", _marks)):
        if of(text.en) != of(text.de):
            found.append(f"the languages differ in their {name}: {of(text.en)!r}, {of(text.de)!r}")
    return found


def _in_any(words: str) -> list[str]:
    outside = re.sub(r"`[^`]*`|\{\w+\}", "", words)
    wrong = {
        "ends with a space": words.endswith(" "),
        "has two spaces": "  " in words,
        "has straight quotes": '"' in outside and words not in TYPED,
        "has three dots for …": "..." in words,
        "has a hyphen for a dash": " - " in words,
        "names the command of one network": "/jrg" in words,
        "has a single mark": words.count("*") % 2 == 1 or words.count("`") % 2 == 1,
        "shouts": "!" in outside,
    }
    return [problem for problem, is_so in wrong.items() if is_so]


def _says(words: str, wrong: str) -> bool:
    outside = re.sub(r"`[^`]*`|\{\w+\}", "", words)
    flags = 0 if "Sie" in wrong else re.IGNORECASE
    return re.search(wrong, outside, flags) is not None


def _beginning(words: str) -> str:
    return re.match(r"[\s·,]*", words)[0]


def _end(words: str) -> str:
    return re.search(r"[.?:…,]*$", words)[0]


def _marks(words: str) -> tuple[int, int]:
    return words.count("*"), words.count("`")
