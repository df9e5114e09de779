"""Every `Text(en=..., de=...)` of the source code, wherever it stands: constants, tables, help of commands, inline."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.sources import modules


@dataclass(frozen=True)
class Written:
    """A text as it was written, with where to find it."""

    where: str
    en: str
    de: str


def written(*packages: str) -> list[Written]:
    """All texts of these packages, in the order of their files."""
    inside = [module for module in modules().values() if module.inside(*packages)]
    return [text for module in inside for text in _texts(module.name, module.tree)]


def _texts(name: str, tree: ast.Module) -> Iterator[Written]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            words = {entry.arg: entry.value for entry in node.keywords}
            if all(isinstance(words.get(language), ast.Constant) for language in ("en", "de")):
                en, de = (ast.literal_eval(words[language]) for language in ("en", "de"))
                yield Written(f"{name}:{node.lineno}", en, de)
