// Elements in one line each.

export const $ = (id) => document.getElementById(id);

/** An element with attributes (true sets an empty one, false and null leave it out), listeners (`onclick`) and children. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

export function icon(name) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return drawn;
}

/** What the server drew, and escaped, as an element. */
export function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** A round picture of somebody: the first letters of their names on one of eight colours. */
export function portrait(face) {
  const words = face.name.replace(/\b(Dr|Prof|PD)\b\.?|M\.Sc\.|B\.Sc\./g, "").trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("");
  const colour = [...face.user].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1009, 7) % 8;
  return el("span", { class: `portrait colour-${colour}`, "aria-hidden": "true" }, letters);
}

/** Says something to those who listen instead of looking. */
export function announce(text) {
  $("announce").textContent = text;
}

/** Shows that something is under way, and takes no second press meanwhile. */
export async function busy(button, work) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
