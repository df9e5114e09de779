// What only this tab knows: commands and private answers, kept until the tab is closed, for each person and channel.

import { me, state } from "./state.js";

const MOST = 40;

const place = () => `private ${me().user} ${state.channel}`;

/** The private entries of the open channel: {id, at, echo, htmls, after}. */
export function privates() {
  try {
    return JSON.parse(sessionStorage.getItem(place()) ?? "[]");
  } catch {
    return [];
  }
}

/** Keeps an entry. One that answers a card takes the place of what this card said before. */
export function keep(entry) {
  const others = privates().filter((kept) => kept.id !== entry.id && !(entry.after && kept.after === entry.after));
  try {
    sessionStorage.setItem(place(), JSON.stringify([...others, entry].slice(-MOST)));
  } catch {
    // A full store only means that it is gone after a reload.
  }
}
