"""Says once whether there is a Mattermost server for the other tests of this folder."""

import os

import httpx
import pytest

from tests.live.provision import VARIABLE


@pytest.mark.skipif(VARIABLE not in os.environ, reason=f"no Mattermost server: {VARIABLE} names none")
def test_there_is_a_server() -> None:
    answer = httpx.get(f"{os.environ[VARIABLE].rstrip('/')}/api/v4/system/ping", trust_env=False)

    assert answer.json()["status"] == "OK"
