"""The mouths of the bot: one folder a platform, each with an adapter, a parser and a renderer."""
