// Draws one entry of the timeline: a post, or something private.

import { drawn, el, icon, portrait } from "./dom.js";
import { me } from "./state.js";
import { date, t } from "./words.js";

/** A post, as the server sends it. */
export function drawPost(post) {
  const mark = post.edited && post.author ? t("edited") : null; // cards change all the time, people seldom
  const entry = frame(post.author ? { user: post.author, name: post.name } : null, post.at, mark, drawn(post.html));
  entry.id = `post-${post.id}`;
  entry.dataset.post = post.id;
  return entry;
}

/** A command with its private answers, or the private answer to a button. */
export function drawPrivate(kept) {
  const cards = kept.htmls.map(drawn);
  const entry = el("li", { class: "entry private", id: kept.id, "data-at": kept.at });
  if (kept.echo) entry.append(speaker(me(), kept.at), el("p", { class: "echo", dir: "auto" }, kept.echo));
  if (cards.length) entry.append(speaker(null, kept.at, onlyYou()), ...cards);
  else if (kept.echo) entry.append(onlyYou());
  if (kept.after) entry.dataset.after = kept.after;
  return entry;
}

/** The line between two days. */
export function drawDay(at) {
  return el("li", { class: "day" }, el("time", { datetime: at }, date(at, "day")));
}

function frame(author, at, mark, body) {
  const entry = el("li", { class: "entry", "data-at": at });
  entry.append(speaker(author, at, mark ? el("span", { class: "mark" }, mark) : null), body);
  return entry;
}

function speaker(face, at, mark = null) {
  const picture = face
    ? portrait(face)
    : el("img", { class: "portrait bot", src: "/static/mark.svg", alt: "", width: 36, height: 36 });
  const name = face ? face.name : t("bot");
  return el(
    "div",
    { class: "speaker" },
    picture,
    el("strong", {}, el("bdi", {}, name)),
    face ? (face.user === me().user ? el("span", { class: "tag" }, t("you")) : null) : el("span", { class: "tag" }, t("robot")),
    el("time", { datetime: at, title: date(at, "full") }, date(at, "time")),
    mark,
  );
}

function onlyYou() {
  return el("span", { class: "only-you" }, icon("eye"), t("private"));
}
