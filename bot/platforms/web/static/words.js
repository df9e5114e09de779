// The texts of the page in the person's language, and dates as this language writes them.

let texts = {};
let formats = {};
let common = {};

export function speak(room) {
  const { language, zone } = room.you;
  const locale = language === "de" ? "de" : "en-GB";
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  texts = room.texts;
  common = { command: room.command, title: room.title };
  formats = {
    time: format({ hour: "2-digit", minute: "2-digit" }),
    day: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    when: format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    full: format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
  };
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    if (element.matches("button")) element.title = t(element.dataset.label);
  }
}

/** A text with its gaps filled. */
export function t(name, gaps = {}) {
  return (texts[name] ?? "").replace(/\{(\w+)\}/g, (gap, key) => gaps[key] ?? common[key] ?? gap);
}

/** A moment as "time", "day", "when" or "full" say it. */
export function date(moment, how) {
  return formats[how].format(typeof moment === "string" ? new Date(moment) : moment);
}
