"""JRG Netbot, the map of the code.

chat/       the words: what can be heard, shown, asked and said, on any platform
domain/     what is true: people, search, meetings, reminders; pure functions, frozen records
platforms/  the mouths: Slack, Mattermost and the embedded web chat behind one port
routing.py  which function answers which command, button, form, card, notice, tick
dispatch.py event in, replies out: one transaction, typed arguments, friendly refusals
outbox.py   what the bot owes the world: claimed, sent, looked up, retried, given up aloud
letters.py  several direct messages as one
assemble.py the only place that knows every part and joins them

Beside this package: `handlers/` (what the bot does, a file a feature) and `storage/` (what is kept).
"""
