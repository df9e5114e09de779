// Short notes at the lower edge: what failed, what happened, whether we are connected.

import { $, el } from "./dom.js";

const LASTS = 5000; // milliseconds

/** Shows a note; without `stays` it goes by itself, or when the next one of its kind comes. Gives a function that takes
 *  it away. */
export function toast(text, { kind = "plain", stays = false } = {}) {
  const note = el("p", { class: `toast ${kind}` }, text);
  if (!stays) $("toasts").querySelectorAll(`.toast.${kind}.passing`).forEach((before) => before.remove());
  note.classList.toggle("passing", !stays);
  $("toasts").append(note);
  const away = () => note.remove();
  if (!stays) setTimeout(away, LASTS);
  return away;
}
