"""How a server of 2021 writes and limits a post: measured on 5.37, which adds every field that it knows."""

import json
from typing import Any

MESSAGE, PROPS = 16_383, 7_982  # characters: all that was accepted, with whatever mixture of words and buttons
FIELDS: dict[str, Any] = {
    "id": 0,
    "fallback": "",
    "color": "",
    "pretext": "",
    "author_name": "",
    "author_link": "",
    "author_icon": "",
    "title": "",
    "title_link": "",
    "text": "",
    "fields": None,
    "image_url": "",
    "thumb_url": "",
    "footer": "",
    "footer_icon": "",
    "ts": None,
}


def props(attachments: list[dict[str, Any]], key: str = "k" * 24) -> str:
    """The props of a post as the server keeps them: all fields, and < > & as six characters each."""
    kept = {"attachments": [FIELDS | each for each in attachments], "netbot": key}
    written = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written
