// The left side: channels with their unread messages, opened as a drawer where the page is narrow.

import { $, el } from "./dom.js";
import { address, channels, isDirect, isTogether, me, open, state } from "./state.js";
import { t } from "./words.js";

let choose = () => {};

export function startRail(chosen) {
  choose = chosen;
  const drawer = (opened) => {
    document.body.classList.toggle("side-open", opened);
    $("open-side").setAttribute("aria-expanded", String(opened));
    (opened ? $("close-side") : $("open-side")).focus();
  };
  $("open-side").addEventListener("click", () => drawer(true));
  for (const id of ["close-side", "shade"]) $(id).addEventListener("click", () => drawer(false));
  $("side").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("side-open")) drawer(false);
  });
}

export function showRail() {
  const { room } = state;
  $("network").textContent = room.title;
  $("channels").replaceChildren(...room.channels.map(entry));
  $("directs").replaceChildren(entry(room.direct), ...room.groups.map(entry));
  const channel = open();
  $("title").textContent = nameOf(channel);
  $("purpose").textContent = channel.purpose;
  const waiting = channels().reduce((sum, each) => sum + each.unread, 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${nameOf(channel)} · ${room.title}`;
}

export const nameOf = (channel) => {
  if (isDirect(channel.id)) return t("bot");
  return isTogether(channel.id) ? channel.title : `# ${channel.title}`;
};

function entry(channel) {
  const here = channel.id === state.channel;
  const badge = channel.unread
    ? el("span", { class: "badge" }, String(channel.unread), el("span", { class: "unseen" }, ` ${t("unread", { n: "" })}`))
    : null;
  const picture = isDirect(channel.id)
    ? el("img", { src: "/static/mark.svg", alt: "", width: 20, height: 20 })
    : el("span", { class: "hash", "aria-hidden": "true" }, isTogether(channel.id) ? "@" : "#");
  const link = el(
    "a",
    { href: address(me().user, channel.id), "aria-current": here ? "page" : null, class: channel.unread ? "unread" : null },
    picture,
    el("span", { class: "name" }, isDirect(channel.id) ? t("bot") : channel.title),
    badge,
  );
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.body.classList.remove("side-open");
    $("open-side").setAttribute("aria-expanded", "false");
    choose(channel.id);
  });
  return el("li", {}, link);
}
