// What every part of the page knows: the room, who one is, and which channel is open.

export const state = { room: null, channel: "" };

export const me = () => state.room.you;

export const isDirect = (channel) => channel === state.room.direct.id;

export const isTogether = (channel) => state.room.groups.some((each) => each.id === channel);

/** All channels, then the conversations with others, that with the bot last. */
export const channels = () => [...state.room.channels, ...state.room.groups, state.room.direct];

export const open = () => channels().find((channel) => channel.id === state.channel);

/** The address of this page for somebody in some channel. */
export function address(user, channel) {
  const query = new URLSearchParams({ as: user });
  if (channel) query.set("channel", isDirect(channel) ? "direct" : channel);
  return `/?${query}`;
}
