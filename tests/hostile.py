"""What people and machines type when they are tired, curious or malicious."""

HOSTILE = {
    "nothing": "",
    "nonsense": "xyzzy plugh",
    "too many": "one two three four five six seven eight nine ten",
    "numbers": "0 -1 999999999999999999999",
    "a huge number": "999999999",
    "an endless number": "9" * 25,
    "less than nothing": "-7",
    "one long word": "x" * 10_000,
    "many words": "ab " * 3_333,
    "control characters": "a\x00b\x07c\x1b[31md\r\n\te\x9f",
    "lone surrogates": "\ud83d \udc4b",
    "emoji": "🎉 👩‍🔬 🏳️‍🌈 1️⃣",
    "right to left": "مرحبا \u202eevil\u202c שלום",
    "quotes": '"„“”«»\'` " ""',
    "markup": "*a* `b` {c} {0} %s <b>x</b> <!here> @channel [x](https://evil.example)",
    "paths and queries": "../../etc/passwd ?meeting=1&answer=no ' OR 1=1 --",
    "dates": "0001-01-01 9999-12-31 31.02.2026 2026-13-45",
    "white space": "\u00a0\u2003\u2028\u200b \t",
}
