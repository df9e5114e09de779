// The messages of the open channel, oldest first, with what is private in between.

import { get, post as send } from "./api.js";
import { $, announce } from "./dom.js";
import { drawDay, drawPost, drawPrivate } from "./entries.js";
import { keep, privates } from "./privates.js";
import { me, open, state } from "./state.js";
import { toast } from "./toast.js";
import { date, t } from "./words.js";

const NEAR = 80; // pixels from the lower edge that still count as being there
let reading;
let seen = false; // whether this tab has shown a channel before

export function startTimeline() {
  $("older").addEventListener("click", () => showOlder().catch((failure) => toast(failure.message, { kind: "bad" })));
  $("newer").addEventListener("click", () => toEnd("smooth"));
  $("timeline").addEventListener("scroll", () => atEnd() && seenAll());
  document.addEventListener("visibilitychange", () => atEnd() && seenAll());
}

/** Loads the open channel; shows its end, or its beginning where the newcomer's welcome stands. */
export async function showTimeline() {
  const channel = state.channel;
  const { messages, more } = await get("messages", { as: me().user, channel });
  if (channel !== state.channel) return; // somebody was quicker
  $("messages").replaceChildren(...messages.map(drawPost));
  const kept = privates();
  for (const each of kept) insert(drawPrivate(each));
  $("older").hidden = !more;
  tidy();
  if ($("welcome").hidden || kept.length || seen) toEnd("instant");
  else $("timeline").scrollTo({ top: 0 });
  seen = true;
  seenAll();
}

/** A post of the open channel that is new or was edited. */
export function showPost(post) {
  const before = $(`post-${post.id}`);
  const stay = before || !atEnd();
  const entry = drawPost(post);
  if (before) replaceKeepingFocus(before, entry);
  else insert(entry);
  entry.classList.add(before ? "changed" : "new");
  tidy();
  if (!stay) toEnd("smooth");
  else if (!before) $("newer").hidden = false;
  if (!before && post.author !== me().user) announce(`${post.name || t("bot")}: ${short(entry)}`);
  seenAll();
}

/** Something that only this tab shows; where `after` names a card, it stands right below that card. */
export function showPrivate(given) {
  const kept = { id: `private-${Date.now()}-${Math.floor(Math.random() * 1e6)}`, htmls: [], ...given };
  const earlier = kept.after && $("messages").querySelector(`[data-after="${CSS.escape(kept.after)}"]`);
  earlier?.remove();
  keep(kept);
  const entry = drawPrivate(kept);
  insert(entry);
  entry.classList.add("new");
  tidy();
  if (kept.after) entry.scrollIntoView({ block: "nearest", behavior: motion("smooth") });
  else toEnd("smooth");
  if (kept.htmls.length) announce(`${t("private")}: ${[...entry.querySelectorAll(".card")].map(short).join(" ")}`);
}

/** Puts an entry below the card that it answers, or where its time belongs. */
function insert(entry) {
  const anchor = entry.dataset.after && $(entry.dataset.after);
  if (anchor) return anchor.after(entry);
  const earlier = [...$("messages").children].findLast((other) => other.dataset.at <= entry.dataset.at);
  return earlier ? earlier.after(entry) : $("messages").prepend(entry);
}

async function showOlder() {
  const list = $("messages");
  const oldest = list.querySelector("[data-post]");
  const { messages, more } = await get("messages", { as: me().user, channel: state.channel, before: oldest.dataset.post });
  const height = $("timeline").scrollHeight;
  list.prepend(...messages.map(drawPost));
  $("older").hidden = !more;
  tidy();
  $("timeline").scrollTop += $("timeline").scrollHeight - height;
  if (!more) $("timeline").focus();
}

/** Draws the lines between days anew, and the word of an empty channel. */
function tidy() {
  const list = $("messages");
  for (const line of list.querySelectorAll(".day")) line.remove();
  let last = "";
  for (const entry of [...list.children]) {
    const day = date(entry.dataset.at, "day");
    if (day !== last && !entry.dataset.after) {
      entry.before(drawDay(entry.dataset.at));
      last = day;
    }
  }
  $("empty").hidden = list.children.length > 0;
  $("empty").textContent = t("empty");
}

function replaceKeepingFocus(before, entry) {
  const controls = (root) => [...root.querySelectorAll("button, select, a")];
  const place = controls(before).indexOf(document.activeElement);
  before.replaceWith(entry);
  if (place >= 0) controls(entry)[place]?.focus();
}

function atEnd() {
  const view = $("timeline");
  return view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
}

function toEnd(how) {
  $("newer").hidden = true;
  $("timeline").scrollTo({ top: $("timeline").scrollHeight, behavior: motion(how) });
}

const motion = (how) => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : how);

const short = (element) => (element.querySelector(".said, .card") ?? element).innerText.slice(0, 300);

/** Tells the server how far this channel was read. */
function seenAll() {
  const posts = $("messages").querySelectorAll("[data-post]");
  const newest = Math.max(0, ...[...posts].map((entry) => Number(entry.dataset.post)));
  const channel = open();
  if (document.hidden || !newest || newest === channel.seen) return;
  if (atEnd()) $("newer").hidden = true;
  channel.seen = newest;
  clearTimeout(reading);
  reading = setTimeout(() => send("read", { as: me().user, channel: channel.id, post: newest }).catch(() => {}), 300);
}
