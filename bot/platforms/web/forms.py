"""Forms as HTML: every input with its label, its hint and a place for what is wrong with it."""

from collections.abc import Callable, Sequence
from html import escape

from bot.chat.text import Reader, Text
from bot.chat.ui import Area, Check, Choice, Choices, Day, Form, Input, Line, Moment, Option
from bot.platforms.web import phrases
from bot.platforms.web.render import attribute, inline, unchosen

FEW = 5  # so many options are shown at once, more in a list that opens


def form(asked: Form, reader: Reader, sealer: Callable[[str], str]) -> str:
    """A form whose carry is sealed; the page puts it into a dialog and sends the values as JSON."""
    intro = f'<p class="intro" dir="auto">{inline(asked.intro, reader)}</p>' if asked.intro else ""
    fields = "".join(_field(wanted, reader) for wanted in asked.inputs)
    return (
        f'<form class="form" lang="{escape(reader.language)}" data-token="{escape(sealer(asked.carry))}" novalidate>'
        f'<h2 id="form-title" dir="auto">{inline(asked.title, reader)}</h2>{intro}{fields}'
        '<p class="error general" role="alert" hidden></p><div class="form-actions">'
        f'<button type="button" class="button plain" data-close>{inline(phrases.CANCEL, reader)}</button>'
        f'<button type="submit" class="button primary">{inline(asked.submit, reader)}</button></div></form>'
    )


def _field(wanted: Input, reader: Reader) -> str:
    name = escape(wanted.name)
    hint = f'<p class="hint" id="hint-{name}" dir="auto">{inline(wanted.hint, reader)}</p>' if wanted.hint else ""
    error = f'<p class="error" id="error-{name}" hidden></p>'
    described = f"hint-{name} error-{name}" if wanted.hint else f"error-{name}"
    common = f'name="{name}" aria-describedby="{described}"' + (' aria-required="true"' if wanted.required else "")
    match wanted:
        case Choice(options=options) if len(options) <= FEW:
            return _group("choice", wanted, reader, hint + _radios(wanted, reader) + error, common)
        case Choices():
            return _group("choices", wanted, reader, hint + _boxes(wanted, reader) + error, common)
        case Check():
            checked = " checked" if wanted.value else ""
            box = f'<label class="tick"><input type="checkbox" id="in-{name}" {common}{checked}>'
            inside = f"{box}<span>{inline(wanted.label, reader)}</span></label>{hint}{error}"
            return f'<div class="field" data-kind="check" data-name="{name}">{inside}</div>'
        case _:
            label = f'<label for="in-{name}" dir="auto">{_label(wanted, reader)}</label>'
            control = _control(wanted, reader, f'id="in-{name}" {common}')
            inside = f"{label}{control}{hint}{error}"
            return f'<div class="field" data-kind="text" data-name="{name}">{inside}</div>'


def _control(wanted: Line | Area | Choice | Day | Moment, reader: Reader, common: str) -> str:
    match wanted:
        case Line():
            length = f'maxlength="{wanted.longest}"'
            return f'<input type="text" {common} {length} value="{escape(wanted.value)}" dir="auto" autocomplete="off">'
        case Area():
            length = f'maxlength="{wanted.longest}"'
            # A browser drops one line break right after the tag: this one, instead of one of the value.
            return f'<textarea {common} {length} rows="4" dir="auto">\n{escape(wanted.value)}</textarea>'
        case Choice():
            options = "".join(_option(option, (wanted.value,), reader) for option in wanted.options)
            return f"<select {common}>{unchosen(reader)}{options}</select>"
        case Day():
            return f'<input type="date" {common} value="{wanted.value.isoformat() if wanted.value else ""}">'
        case Moment():
            value = wanted.value.strftime("%Y-%m-%dT%H:%M") if wanted.value else ""
            return f'<input type="datetime-local" {common} value="{value}">'


def _option(option: Option, chosen: Sequence[str], reader: Reader) -> str:
    selected = " selected" if option.value in chosen else ""
    return f'<option value="{escape(option.value)}"{selected}>{attribute(option.label, reader)}</option>'


def _group(kind: str, wanted: Input, reader: Reader, inside: str, common: str) -> str:
    name, described = escape(wanted.name), common.partition(" ")[2].replace(' aria-required="true"', "")
    legend = f'<legend dir="auto">{_label(wanted, reader)}</legend>'
    return f'<fieldset class="field" data-kind="{kind}" data-name="{name}" {described}>{legend}{inside}</fieldset>'


def _radios(wanted: Choice, reader: Reader) -> str:
    return "".join(_tick("radio", wanted.name, option, (wanted.value,), reader) for option in wanted.options)


def _boxes(wanted: Choices, reader: Reader) -> str:
    boxes = "".join(_tick("checkbox", wanted.name, option, wanted.values, reader) for option in wanted.options)
    return f'<div class="boxes">{boxes}</div>'


def _tick(kind: str, name: str, option: Option, chosen: Sequence[str], reader: Reader) -> str:
    checked = " checked" if option.value in chosen else ""
    box = f'<input type="{kind}" name="{escape(name)}" value="{escape(option.value)}"{checked}>'
    return f'<label class="tick">{box}<span dir="auto">{inline(option.label, reader)}</span></label>'


def _label(wanted: Input, reader: Reader) -> str:
    note: Text | None = None if wanted.required else phrases.OPTIONAL
    return inline(wanted.label, reader) + (f' <span class="optional">{inline(note, reader)}</span>' if note else "")
