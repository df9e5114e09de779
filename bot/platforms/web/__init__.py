"""The embedded chat: a small chat server with a page, for the demo, for development and for the tests."""
