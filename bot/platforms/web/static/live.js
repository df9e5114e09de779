// What happens elsewhere: follows the stream, says when it is lost, and catches up afterwards.

import { me, state } from "./state.js";
import { toast } from "./toast.js";
import { t } from "./words.js";

const PATIENCE = 5000; // milliseconds
let source = null;
let missing = null;
let hiding;

/** Follows the stream from the room's revision on; `on` has post(post), clock() and anew(). */
export function follow(on) {
  stop();
  source = new EventSource(`/api/stream?${new URLSearchParams({ as: me().user, since: state.room.revision })}`);
  const mine = source;
  mine.addEventListener("hello", (event) => {
    if (missing) toast(t("online"));
    found();
    on.clock(); // it may have been moved before this stream began
    if (JSON.parse(event.data).revision < state.room.revision) on.anew(); // another memory: the demo was started anew
  });
  mine.addEventListener("post", (event) => {
    const post = JSON.parse(event.data);
    state.room.revision = Math.max(state.room.revision, post.revision);
    on.post(post);
  });
  mine.addEventListener("clock", () => on.clock());
  mine.addEventListener("error", () => {
    if (mine !== source) return;
    missing ??= toast(t("offline"), { kind: "bad", stays: true });
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && follow(on), 2000);
  });
}

/** Browsers allow only six connections to one server: a tab that nobody looks at gives its own back. */
export function pauseWhileHidden(on) {
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(stop, PATIENCE);
    else if (!source) follow(on);
  });
}

function stop() {
  source?.close();
  source = null;
  found();
}

function found() {
  missing?.();
  missing = null;
}
