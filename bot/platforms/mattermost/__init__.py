"""Mattermost: REST behind one gateway, its web socket for what happens, its callbacks for what people press."""
