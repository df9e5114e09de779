// Who one is: a dialog with a search among all people, those who show different sides of the bot first.

import { plainly } from "./completion.js";
import { $, el, icon, portrait } from "./dom.js";
import { address, me, state } from "./state.js";
import { t } from "./words.js";

let become = () => {};
let shown = [];
let active = 0;

export function startPeople(chosen) {
  become = chosen;
  $("person").addEventListener("click", openPeople);
}

export function showPerson() {
  const you = me();
  const label = el("span", { class: "who" }, el("small", {}, t("you_are")), el("strong", {}, el("bdi", {}, you.name)));
  $("person").replaceChildren(portrait(you), label, icon("down"));
  $("person").title = t("switch");
}

function openPeople() {
  const dialog = $("people");
  const search = el("input", {
    type: "text", id: "people-search", role: "combobox", autocomplete: "off", placeholder: t("search_people"),
    "aria-label": t("search_people"), "aria-expanded": "true", "aria-controls": "people-list", "aria-autocomplete": "list",
  });
  search.addEventListener("input", () => list(search.value));
  search.addEventListener("keydown", onKey);
  dialog.replaceChildren(
    el("div", { class: "dialog-head" },
      el("h2", { id: "people-title" }, t("switch")),
      el("button", { type: "button", class: "icon", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"))),
    el("p", { class: "hint" }, t("demo")),
    search,
    el("p", { class: "unseen", id: "people-count", role: "status" }),
    el("ul", { id: "people-list", role: "listbox", "aria-label": t("switch"), tabindex: "-1" }),
    el("p", { class: "hint" }, t("two_tabs")),
  );
  list("");
  dialog.showModal();
  search.focus();
}

function list(typed) {
  const words = plainly(typed).split(/\s+/).filter(Boolean);
  const text = (face) => plainly(`${face.name} ${face.note} ${face.user}`);
  shown = state.room.faces.filter((face) => words.every((word) => text(face).includes(word)));
  const options = shown.map((face, number) => {
    const mine = face.user === me().user;
    const note = el("span", { class: "who" }, el("strong", {}, el("bdi", {}, face.name)), el("small", {}, el("bdi", {}, face.note)));
    const chosen = (event) => choose(number, event.ctrlKey || event.metaKey);
    return el(
      "li",
      { role: "option", id: `face-${number}`, class: face.pinned ? "pinned" : null, "aria-selected": "false", onclick: chosen },
      portrait(face), note, mine ? el("span", { class: "tag" }, t("you")) : null,
    );
  });
  $("people-list").replaceChildren(...(options.length ? options : [el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("no_people"))]));
  $("people-count").textContent = t("people_found", { n: shown.length });
  highlight(0);
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && shown.length) highlight((active + step + shown.length) % shown.length);
  else if (event.key === "Enter" && shown.length) choose(active, event.ctrlKey || event.metaKey);
  else return;
  event.preventDefault();
}

function highlight(number) {
  active = number;
  for (const [each, option] of [...$("people-list").children].entries()) {
    option.setAttribute("aria-selected", String(each === number && shown.length > 0));
    if (each === number) option.scrollIntoView({ block: "nearest" });
  }
  if (shown.length) $("people-search").setAttribute("aria-activedescendant", `face-${number}`);
  else $("people-search").removeAttribute("aria-activedescendant");
}

function choose(number, elsewhere) {
  const { user } = shown[number];
  if (elsewhere) window.open(address(user, ""), "_blank");
  else {
    $("people").close();
    become(user);
  }
}
