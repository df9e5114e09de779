// Puts the page together: loads the room for one person, opens a channel, and passes on what happens.

import { get } from "./api.js";
import { refreshClock, showClock, startClock } from "./clock.js";
import { showComposer, startComposer } from "./composer.js";
import { startDeeds } from "./deeds.js";
import { $ } from "./dom.js";
import { follow, pauseWhileHidden } from "./live.js";
import { showPerson, startPeople } from "./people.js";
import { showRail, startRail } from "./rail.js";
import { address, channels, me, state } from "./state.js";
import { showPost, showTimeline, startTimeline } from "./timeline.js";
import { toast } from "./toast.js";
import { showWelcome, startWelcome } from "./welcome.js";
import { speak, t } from "./words.js";

const happenings = {
  post(post) {
    const channel = channels().find((each) => each.id === post.channel);
    if (!channel) return void enter(me().user, state.channel); // a conversation that has just begun
    if (post.channel === state.channel) showPost(post);
    else if (!post.edited && post.author !== me().user) channel.unread += 1;
    showRail();
    refreshClock();
  },
  clock: () => refreshClock(0),
  anew() {
    toast(t("reload"));
    enter(me().user, state.channel);
  },
};

/** Loads everything for one person. */
async function enter(user, wanted) {
  state.room = await get("room", user ? { as: user } : {});
  const { room } = state;
  const found = channels().find((channel) => channel.id === wanted);
  state.channel = found?.id ?? (wanted?.startsWith("direct") ? room.direct.id : room.channels[0]?.id ?? room.direct.id);
  speak(room);
  $("app").hidden = false;
  showPerson();
  showClock(room.clock);
  showWelcome();
  await show();
  follow(happenings);
}

async function show() {
  channels().find((channel) => channel.id === state.channel).unread = 0;
  showRail();
  showComposer();
  await showTimeline();
}

/** Becomes somebody else, in the same channel. */
const become = (user) => tried(async () => {
  await enter(user, state.channel);
  history.pushState(null, "", address(user, state.channel));
  $("line").focus();
});

const choose = (channel) => tried(async () => {
  state.channel = channel;
  history.pushState(null, "", address(me().user, channel));
  await show();
  $("line").focus();
});

async function tried(work) {
  try {
    await work();
  } catch (failure) {
    toast(failure.message, { kind: "bad" });
  }
}

async function enterFromAddress() {
  const query = new URLSearchParams(location.search);
  try {
    await enter(query.get("as"), query.get("channel"));
  } catch (failure) {
    if (!query.get("as")) throw failure;
    await enter(null, query.get("channel")); // nobody of that name: start as the first one, and say why
    toast(failure.message, { kind: "bad" });
  }
  history.replaceState(null, "", address(me().user, state.channel));
}

startRail(choose);
startTimeline();
startDeeds(() => tried(() => enter(me().user, state.channel)));
startComposer();
startPeople(become);
startWelcome(become);
startClock();
$("theme").addEventListener("click", () => window.turnTheme());
addEventListener("popstate", () => tried(enterFromAddress));
pauseWhileHidden(happenings);
await tried(enterFromAddress);
