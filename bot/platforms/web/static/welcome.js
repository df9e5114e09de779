// The card that greets newcomers, with things to try. Hidden once, it stays hidden until "What is this?".

import { moveClock } from "./clock.js";
import { send } from "./composer.js";
import { $, el, icon } from "./dom.js";
import { address, me, state } from "./state.js";
import { t } from "./words.js";

const HIDDEN = "welcome hidden";
let become = async () => {};

export function startWelcome(chosen) {
  become = chosen;
  $("about").addEventListener("click", () => {
    localStorage.removeItem(HIDDEN);
    showWelcome();
    $("timeline").scrollTo({ top: 0 });
    $("welcome").querySelector("button, a").focus();
  });
}

export function showWelcome() {
  const { room } = state;
  const coordinator = room.faces[0];
  const other = room.faces.find((face) => face.pinned && face.user !== me().user && face !== coordinator) ?? coordinator;
  const typed = (words) => `${room.command} ${words}`;
  const run = (words) => () => send(typed(words));
  const find = `${t("type_find")} ${room.example}`;
  const leader = room.faces.find((face) => face.pinned && face !== coordinator) ?? coordinator;
  const runAs = (face, words) => async () => {
    if (me().user !== face.user) await become(face.user);
    await send(typed(t(words)));
  };
  $("welcome").hidden = localStorage.getItem(HIDDEN) !== null;
  $("welcome").replaceChildren(
    el("button", { type: "button", class: "icon", "aria-label": t("dismiss"), title: t("dismiss"), onclick: hide }, icon("close")),
    el("h2", { id: "welcome-title" }, t("welcome")),
    el("p", {}, t("welcome_text")),
    el(
      "ul",
      { class: "chips" },
      chip(t("try_find"), typed(find), run(find)),
      chip(t("try_rsvp"), typed(t("type_rsvp")), run(t("type_rsvp"))),
      chip(t("try_plan"), typed(t("type_plan")), runAs(coordinator, "type_plan")),
      chip(t("try_vote"), typed(t("type_vote")), runAs(leader, "type_vote")),
      chip(t("try_time"), el("small", {}, t("time")), () => moveClock(state.room.clock.next ? "next" : "day")),
      el("li", {}, el("a", { class: "chip", href: address(other.user, ""), target: "_blank" }, t("try_other"), el("small", {}, el("bdi", {}, other.name)))),
    ),
  );
}

function chip(label, note, run) {
  const below = typeof note === "string" ? el("code", {}, note) : note;
  return el("li", {}, el("button", { type: "button", class: "chip", onclick: run }, label, below));
}

function hide() {
  localStorage.setItem(HIDDEN, "yes");
  $("welcome").hidden = true;
  $("line").focus();
}
