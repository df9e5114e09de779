"""Every platform as a stage for the contract."""

from collections.abc import Callable
from pathlib import Path

from tests.platforms.contract import Stage
from tests.platforms.mattermost.stage import MattermostStage
from tests.platforms.slack.stage import SlackOverHttp, SlackStage
from tests.platforms.web.stage import WebStage

STAGES: dict[str, Callable[[Path], Stage]] = {
    "web": WebStage,
    "slack": SlackStage,
    "slack over HTTP": SlackOverHttp,
    "mattermost": MattermostStage,
}
