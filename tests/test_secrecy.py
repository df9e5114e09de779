"""No choice, no code and no word of a trustee is in any file, log or error while a box is not counted."""

import json
import subprocess
import sys
from pathlib import Path

from tests.sources import ROOT


def test_nothing_that_is_secret_is_in_any_file_log_or_error(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "tests.ballot_canaries", str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    secret = json.loads(done.stdout)
    texts = [*secret["codes"], secret["half"], *secret["words"], secret["choice"]]
    files = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    written = {"log": done.stderr.encode(), **files}
    found = {(name, each) for each in texts for name, content in written.items() if each.encode() in content}
    found |= {(name, "choice") for name, content in written.items() if bytes.fromhex(secret["choice"]) in content}
    assert found == set()
    assert done.stderr.count("error=") == 14
    assert len(files) >= 3
