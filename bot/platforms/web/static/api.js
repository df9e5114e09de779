// Talks to the server; a failure becomes an Error whose message can be shown.

import { t } from "./words.js";

export class Failure extends Error {}

export async function get(name, query = {}) {
  return answer(`/api/${name}?${new URLSearchParams(query)}`, {});
}

export async function post(name, body) {
  return answer(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function answer(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Failure(t("failed"));
  }
  const data = await response.json().catch(() => ({}));
  if (response.ok) return data;
  const said = data.error ?? {};
  throw new Failure(said[document.documentElement.lang] ?? said.en ?? t("failed"));
}
