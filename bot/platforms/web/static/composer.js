// The line at the bottom, with its list of suggestions: arrows choose, Tab or Enter takes, Escape closes.

import { suggest } from "./completion.js";
import { say } from "./deeds.js";
import { $, el } from "./dom.js";
import { nameOf } from "./rail.js";
import { isDirect, open, state } from "./state.js";
import { t } from "./words.js";

const said = []; // earlier lines, for the arrow keys
let suggestions = [];
let active = -1;
let back = 0;

export function startComposer() {
  const line = $("line");
  line.addEventListener("input", offer);
  line.addEventListener("keydown", onKey);
  line.addEventListener("blur", () => setTimeout(() => document.activeElement === line || hide(), 150));
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send(line.value);
  });
}

export function showComposer() {
  const channel = open();
  $("line").placeholder = isDirect(channel.id) ? t("write_direct") : t("write", { channel: nameOf(channel) });
  hide();
}

/** Puts words into the line, ready to be sent. */
export function fill(text) {
  $("line").value = text;
  $("line").focus();
  offer();
}

/** Sends a line as if it had been typed. */
export async function send(text) {
  if (!text.trim()) return;
  hide();
  $("line").value = "";
  said.push(text);
  back = 0;
  if (!(await say(text)) && !$("line").value) $("line").value = text; // nothing that was typed is lost
}

function onKey(event) {
  if (event.isComposing) return;
  const listed = !$("completion").hidden;
  if (event.key === "Escape" && listed) hide();
  else if (event.key === "ArrowDown" && listed) choose((active + 1) % suggestions.length);
  else if (event.key === "ArrowUp" && listed) choose((active - 1 + suggestions.length) % suggestions.length);
  else if (event.key === "ArrowUp" && said.length > back) recall(++back);
  else if (event.key === "ArrowDown" && back > 0) recall(--back);
  else if (event.key === "Tab" && listed && !event.shiftKey && takeable()) take(Math.max(active, 0));
  else if (event.key === "Enter" && listed && active >= 0 && takeable()) take(active);
  else return;
  event.preventDefault();
}

const takeable = () => suggestions[Math.max(active, 0)]?.fill != null;

function recall(steps) {
  $("line").value = steps ? said.at(-steps) : "";
}

function offer() {
  const { room } = state;
  suggestions = suggest($("line").value, room);
  active = -1;
  $("suggestions").replaceChildren(...suggestions.map(drawn));
  $("completion").hidden = suggestions.length === 0;
  $("line").setAttribute("aria-expanded", String(suggestions.length > 0));
  $("line").removeAttribute("aria-activedescendant");
}

function drawn(suggestion, number) {
  return el(
    "li",
    { role: "option", id: `suggestion-${number}`, "aria-selected": "false", onmousedown: (event) => pick(event, number) },
    el("code", { dir: "auto" }, suggestion.usage),
    el("span", {}, suggestion.text),
  );
}

function pick(event, number) {
  event.preventDefault(); // the line keeps the focus
  if (suggestions[number].fill != null) take(number);
}

function choose(number) {
  active = number;
  for (const [each, option] of [...$("suggestions").children].entries()) {
    option.setAttribute("aria-selected", String(each === number));
    if (each === number) option.scrollIntoView({ block: "nearest" });
  }
  $("line").setAttribute("aria-activedescendant", `suggestion-${number}`);
}

function take(number) {
  $("line").value = suggestions[number].fill;
  offer();
}

function hide() {
  suggestions = [];
  active = -1;
  $("completion").hidden = true;
  $("line").setAttribute("aria-expanded", "false");
  $("line").removeAttribute("aria-activedescendant");
}
