// What somebody does, a typed line, a button, a menu, a form, and what comes back at once.

import { post } from "./api.js";
import { refreshClock } from "./clock.js";
import { $, busy } from "./dom.js";
import { openForm } from "./form.js";
import { me, state } from "./state.js";
import { showPrivate } from "./timeline.js";
import { toast } from "./toast.js";
import { t } from "./words.js";

const heard = {}; // by person: the language of the bot's last answer
let relearn = () => {};

/** `languageChanged` is called when the bot begins to answer in another language than the page has. */
export function startDeeds(languageChanged) {
  relearn = languageChanged;
  $("timeline").addEventListener("click", (event) => {
    const pressed = event.target.closest("#messages .button");
    if (pressed) press(pressed);
  });
}

/** Sends a line; gives whether it was taken. */
export async function say(text) {
  try {
    const answer = await post("command", { ...who(), text });
    if (answer.replies) receive(answer, { echo: text });
    return true;
  } catch (failure) {
    toast(failure.message, { kind: "bad" });
    return false;
  }
}

async function press(button) {
  const menu = button.closest(".menu");
  const choice = menu?.querySelector("select").value;
  if (menu && !choice) {
    toast(t("pick_first"));
    menu.querySelector("select").focus();
    return;
  }
  const token = (menu ?? button).dataset.token;
  await busy(button, async () => {
    const answer = await post("click", { ...who(), token, ...(menu ? { choice } : {}) });
    receive(answer, { after: button.closest(".entry").id });
  }).catch((failure) => toast(failure.message, { kind: "bad" }));
}

const who = () => ({ as: me().user, channel: state.channel });

function receive(answer, origin) {
  const asked = answer.replies.find((reply) => reply.kind === "ask");
  const htmls = answer.replies.filter((reply) => reply.kind === "whisper").map((reply) => reply.html);
  if (htmls.length || origin.echo) showPrivate({ at: answer.at, htmls, ...origin });
  else if (!asked) toast(t("done"));
  if (asked) openForm(asked.html, (token, values) => submit(token, values, origin.after));
  refreshClock();
  const { user, language } = me();
  if (answer.language !== language && answer.language !== heard[user]) relearn();
  heard[user] = answer.language;
}

/** Sends a form. Gives the errors by field, or nothing when it was taken. */
async function submit(token, values, after) {
  const answer = await post("submit", { ...who(), token, values });
  const rejected = answer.replies.find((reply) => reply.kind === "reject");
  if (rejected) return rejected.errors;
  receive(answer, after ? { after } : {});
  return null;
}
