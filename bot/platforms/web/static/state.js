// What every part of the page knows: the room, who one is, and which channel is open.

export const state = { room: null, channel: "" };

export const me = () => state.room.you;

export const isDirect = (channel) => channel === state.room.direct.id;

/** All channels, the conversation with the bot last. */
export const channels = () => [...state.room.channels, state.room.direct];

export const open = () => channels().find((channel) => channel.id === state.channel);

/** The address of this page for somebody in some channel. */
export function address(user, channel) {
  const query = new URLSearchParams({ as: user });
  if (channel) query.set("channel", isDirect(channel) ? "direct" : channel);
  return `/?${query}`;
}
