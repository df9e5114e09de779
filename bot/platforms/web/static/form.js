// A form in a dialog: collects the values, shows what is wrong beside its field.

import { $, busy, drawn } from "./dom.js";
import { t } from "./words.js";

const CONTROLS = "input, select, textarea";

/** Opens a form; `send(token, values)` gives errors by field, or nothing when the form was taken. */
export function openForm(html, send) {
  const dialog = $("form");
  const form = drawn(html);
  dialog.replaceChildren(form);
  form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(form.querySelector("[type=submit]"), async () => {
      try {
        const errors = await send(form.dataset.token, valuesOf(form));
        if (errors) showErrors(form, errors);
        else dialog.close();
      } catch (failure) {
        showErrors(form, { "": failure.message });
      }
    });
  });
  dialog.showModal();
  (form.querySelector(CONTROLS) ?? form.querySelector("[type=submit]")).focus();
}

function valuesOf(form) {
  const fields = [...form.querySelectorAll(".field")];
  return Object.fromEntries(fields.map((field) => [field.dataset.name, valueOf(field)]));
}

function valueOf(field) {
  const control = field.querySelector(CONTROLS);
  const ticked = () => [...field.querySelectorAll("input:checked")].map((box) => box.value);
  switch (field.dataset.kind) {
    case "check":
      return control.checked;
    case "choices":
      return ticked();
    case "choice":
      return ticked()[0] ?? null;
    default:
      return control.value || null;
  }
}

function showErrors(form, errors) {
  const rest = { ...errors };
  let first = null;
  for (const field of form.querySelectorAll(".field")) {
    const said = rest[field.dataset.name];
    delete rest[field.dataset.name];
    const line = field.querySelector(".error");
    line.textContent = said ?? "";
    line.hidden = !said;
    field.classList.toggle("wrong", Boolean(said));
    for (const control of field.querySelectorAll(CONTROLS)) {
      if (said) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (said) first ??= field.querySelector(CONTROLS);
  }
  const general = form.querySelector(".general");
  general.textContent = Object.values(rest).join(" ") || (first ? t("check_fields") : "");
  general.hidden = !general.textContent;
  first?.focus();
}
