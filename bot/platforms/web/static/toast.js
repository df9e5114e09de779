// Short notes at the lower edge: what failed, what happened, whether we are connected.

import { $, el } from "./dom.js";

const LASTS = 5000; // milliseconds

/** Shows a note; without `stays` it goes by itself. Gives a function that takes it away. */
export function toast(text, { kind = "plain", stays = false } = {}) {
  const note = el("p", { class: `toast ${kind}` }, text);
  $("toasts").append(note);
  const away = () => note.remove();
  if (!stays) setTimeout(away, LASTS);
  return away;
}
