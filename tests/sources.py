"""The project's own source files, read without running them: what each imports, says and measures."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "storage")
SUFFIXES = (".py", ".js", ".css", ".html")


@dataclass(frozen=True)
class Import:
    """One name that a module imports, from our own code or from a library."""

    target: str
    line: str
    at_top: bool


@dataclass(frozen=True)
class Module:
    """A Python file under the name by which it is imported."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def docstring(self) -> str:
        return ast.get_docstring(self.tree) or ""

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(_imports(self))

    def inside(self, *packages: str) -> bool:
        """Whether it is one of these modules or packages, or lies in one of them."""
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)


@cache
def modules() -> dict[str, Module]:
    """All modules of the packages by name, without the migrations, which are history."""
    found = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    named = (Module(_name(path), path) for path in found if "migrations" not in path.parts)
    return {module.name: module for module in named}


def files(*folders: str) -> list[Path]:
    """Every file that somebody reads as code."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in found if path.suffix in SUFFIXES and "__pycache__" not in path.parts]


def is_ours(target: str) -> bool:
    return target.partition(".")[0] in PACKAGES


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(module: Module) -> Iterator[Import]:
    lines = module.text.splitlines()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.name} imports relatively in line {node.lineno}"
            targets = [_target(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        for target in targets:
            yield Import(target, lines[node.lineno - 1], node in module.tree.body)


def _target(package: str, name: str) -> str:
    """`from bot import excuses` means the module, `from bot.excuses import BUSY` a name in it."""
    path = ROOT.joinpath(*package.split("."), name)
    return f"{package}.{name}" if is_ours(package) and (path.with_suffix(".py").exists() or path.is_dir()) else package
