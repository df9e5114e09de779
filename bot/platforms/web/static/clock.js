// The time for the bot, and the buttons that move it.

import { get, post } from "./api.js";
import { $, announce, el, icon } from "./dom.js";
import { state } from "./state.js";
import { toast } from "./toast.js";
import { date, t } from "./words.js";

let ahead = 0; // milliseconds between the bot's clock and this computer's
let soon;

export function startClock() {
  setInterval(tick, 1000);
  setInterval(() => refreshClock(), 60_000);
}

/** Asks where the clock stands and could go; many calls at once become one. */
export function refreshClock(wait = 600) {
  clearTimeout(soon);
  soon = setTimeout(async () => {
    try {
      showClock(await get("clock"));
    } catch {
      // The stream tells when the connection is lost.
    }
  }, wait);
}

export function showClock(clock) {
  state.room.clock = clock;
  ahead = Date.parse(clock.now) - Date.now();
  tick();
  const shown = `${document.documentElement.lang} ${clock.next} ${clock.meeting}`;
  if ($("jumps").dataset.shown === shown) return; // buttons that stay cannot slip away under a finger
  $("jumps").dataset.shown = shown;
  const focused = document.activeElement?.dataset?.to;
  $("jumps").replaceChildren(jump("next", clock.next), jump("day", null), jump("meeting", clock.meeting));
  if (focused) $("jumps").querySelector(`[data-to=${focused}]`).focus();
}

/** Moves the clock; the tabs of everybody else follow by the stream. */
export async function moveClock(to) {
  try {
    const { now } = await post("clock", { to });
    const said = t("moved", { when: date(now, "full") });
    toast(said);
    announce(said);
    refreshClock(0);
  } catch (failure) {
    toast(failure.message, { kind: "bad" });
  }
}

function tick() {
  const now = new Date(Date.now() + ahead);
  $("now").textContent = date(now, "full");
  $("now").dateTime = now.toISOString();
}

function jump(to, moment) {
  const possible = to === "day" || moment;
  const note = to === "day" ? "+ 24 h" : moment ? date(moment, "when") : t("nothing_due");
  const press = () => (possible ? moveClock(to) : null);
  return el(
    "button",
    { type: "button", class: "jump", "data-to": to, "aria-disabled": possible ? null : "true", onclick: press },
    el("span", {}, t(to)),
    el("small", {}, note),
    icon("on"),
  );
}
