"""Slack: messages as blocks, forms as modals, the same commands in direct messages, and the App Home."""
