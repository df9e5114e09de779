"""The demo's introductions: some take part, and a round is planned in which a visitor can still join them."""

from bot.chat.ui import action
from bot.demo.stage import Stage

EVERY = "4"  # weeks
NEXT = 8  # days from today
MEMBERS = slice(None, None, 24)  # every so-manyth of the people


def join(stage: Stage) -> None:
    """Plans the next round and lets some people take part."""
    day = stage.wall(NEXT, 0).date().isoformat()
    stage.submit(stage.coordinator, action("intro.plan"), {"weeks": EVERY, "day": day})
    for player in stage.everybody[MEMBERS]:
        stage.click(player, "intro.join")
