"""The vault: key files are the bot's alone, and gone when their box is empty, whatever died in between."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assemble import assemble
from bot.config import Settings
from bot.domain.elections.box import BoxState
from bot.shredding import Shredder
from storage import Database
from storage.vault import FRESH, KeyLost, Vault, VaultOpen
from tests.voting import election


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "secrets")


def aged(folder: Path, name: str) -> None:
    past = os.stat(folder / name).st_mtime - FRESH - 1
    os.utime(folder / name, (past, past))


def test_a_key_comes_back_and_only_the_bot_may_read_it(vault: Vault, tmp_path: Path) -> None:
    before = os.umask(0)
    name, key = vault.make(holds_secret=True)
    os.umask(before)

    assert vault.read(name) == key
    modes = [oct(path.stat().st_mode & 0o777) for path in (tmp_path / "secrets", tmp_path / "secrets" / name)]
    assert modes == ["0o700", "0o600"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_not_used(vault: Vault, tmp_path: Path, mode: int) -> None:
    name, _ = vault.make()
    (tmp_path / "secrets" / name).chmod(mode)

    with pytest.raises(VaultOpen, match="chmod"):
        vault.read(name)


def test_a_folder_that_others_may_read_is_not_used(vault: Vault, tmp_path: Path) -> None:
    name, _ = vault.make()
    (tmp_path / "secrets").chmod(0o750)

    with pytest.raises(VaultOpen):
        vault.read(name)
    with pytest.raises(VaultOpen):
        vault.make()


def test_a_lost_or_broken_key_is_said_to_be_lost(vault: Vault, tmp_path: Path) -> None:
    name, _ = vault.make()
    broken, _ = vault.make()
    vault.erase(name)
    (tmp_path / "secrets" / broken).write_bytes(b"short")

    for each in (name, broken, "../../etc/passwd", ""):
        with pytest.raises(KeyLost):
            vault.read(each)
    assert vault.erase(name) is False


def test_backups_are_asked_to_leave_the_folder_out(vault: Vault, tmp_path: Path) -> None:
    vault.make()

    assert (
        (tmp_path / "secrets" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    )


def test_a_key_shows_nothing_when_it_is_printed(vault: Vault) -> None:
    _, key = vault.make(holds_secret=True)

    assert repr(key) == "BoxKey()"


def test_what_a_dead_process_left_behind_is_erased_at_the_next_start(sqlite: Database, tmp_path: Path) -> None:
    left, needed = election(sqlite, tmp_path, 1), election(sqlite, tmp_path, 2)
    vault, folder = left.vault, tmp_path / "secrets"
    orphan, _ = vault.make()
    fresh, _ = vault.make()
    for name in (orphan, needed.key_file):
        aged(folder, name)
    with sqlite.transaction() as store:  # nobody listens: as if the process died right after the commit
        store.boxes.destroy(1)
    before = vault.names()

    Shredder(sqlite, vault).listen()

    assert before == {left.key_file, needed.key_file, orphan, fresh}
    assert vault.names() == {needed.key_file, fresh}


def test_a_key_that_cannot_be_erased_is_tried_again_and_what_was_committed_stands(
    sqlite: Database, tmp_path: Path
) -> None:
    voting, folder = election(sqlite, tmp_path), tmp_path / "secrets"
    Shredder(sqlite, voting.vault).listen()
    content = (folder / voting.key_file).read_bytes()
    (folder / voting.key_file).unlink()
    (folder / voting.key_file).mkdir()  # which no file can be written over

    with sqlite.transaction() as store:
        store.boxes.destroy(1)
    (folder / voting.key_file).rmdir()
    (folder / voting.key_file).write_bytes(content)

    with sqlite.reading() as store:
        assert store.boxes.get(1).state is BoxState.DESTROYED
    assert Shredder(sqlite, voting.vault).shred() == 1


def test_bots_with_databases_of_their_own_share_a_folder_and_leave_each_other_their_keys(tmp_path: Path) -> None:
    bots = []
    for name in ("one", "two"):
        url = f"sqlite:///{tmp_path / name}.db"
        settings = Settings(database={"url": url}, elections={"secrets_dir": tmp_path / "shared"})
        bots.append((settings, assemble(settings)))
    voting = election(bots[0][1].context.database, tmp_path)
    key_file, key = bots[0][1].context.vault.make()
    with bots[0][1].context.database.transaction() as store:
        other = replace(voting.writ, election=2, outer_key=key.public)
        store.boxes.open(other, key, key_file, store.boxes.moment())
    for path in (tmp_path / "shared").glob("*/*.key"):
        aged(path.parent, path.name)
    for _, bot in bots:
        bot.context.database.close()

    again = [assemble(settings) for settings, _ in bots]

    assert again[0].context.vault.read(key_file) == key
    assert Vault(tmp_path / "shared").check() == 1
    for bot in again:
        bot.context.database.close()


def test_an_overwritten_key_is_not_in_the_place_where_it_was(vault: Vault, tmp_path: Path) -> None:
    name, key = vault.make()
    path = tmp_path / "secrets" / name
    with path.open("rb") as still_open:
        vault.erase(name)
        content = still_open.read()

    assert not path.exists()
    assert len(content) == len(key.content)
    assert key.outer not in content
    assert key.authentic not in content
