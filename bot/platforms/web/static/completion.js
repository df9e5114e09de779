// Which commands and people fit to what was typed so far; no page in here.

const isGap = (word) => /^[<["„“]/.test(word) || word === "|";

/** Suggestions {fill, usage, text} for a line: `fill` is what the line becomes, or null where nothing can be filled in. */
export function suggest(line, { command, hints, faces }) {
  const last = line.split(/\s/).at(-1);
  if (last.startsWith("@") && last.length > 1) return people(line, last.slice(1), faces);
  if (!line.startsWith("/")) return [];
  if (!line.includes(" ") && !command.startsWith(line.toLowerCase())) return [];
  const typed = line.toLowerCase();
  const steps = hints.flatMap((hint) => expand(hint, typed));
  const begun = steps.filter((step) => typed.startsWith(`${step.start} `));
  const longest = Math.max(...begun.map((step) => step.start.length)); // "/jrg meeting 3" is not about "/jrg" alone
  const begins = [
    ...steps.filter((step) => step.start.startsWith(typed)),
    ...begun.filter((step) => step.start.length === longest && step.start !== command),
  ];
  const words = typed.slice(command.length).trim();
  const about = words.length > 2 ? steps.filter((step) => step.text.toLowerCase().includes(words)) : [];
  const fitting = begins.length ? begins : about;
  return fitting.slice(0, 8).map((step) => ({
    fill: typed.startsWith(`${step.start} `) || typed === step.start ? null : step.start + (step.open ? " " : ""),
    usage: step.usage,
    text: step.text,
  }));
}

/** A hint up to its first gap; once that far, every word of "online|onsite" is a suggestion of its own. */
function expand(hint, typed) {
  const words = hint.usage.split(" ");
  const gap = words.findIndex((word) => isGap(word) || word.includes("|"));
  const start = (gap < 0 ? words : words.slice(0, gap)).join(" ");
  const plain = { start: start.toLowerCase(), open: gap >= 0, usage: hint.usage, text: hint.text };
  if (gap < 0 || isGap(words[gap]) || !typed.startsWith(`${plain.start} `)) return [plain];
  const choices = words[gap].split("|").map((word) => `${plain.start} ${word}`);
  const exact = choices.find((choice) => typed === choice || typed.startsWith(`${choice} `));
  if (exact) return [{ ...plain, start: exact }];
  return choices.map((choice) => ({ start: choice, open: gap < words.length - 1, usage: choice, text: hint.text }));
}

function people(line, typed, faces) {
  const wanted = plainly(typed);
  const before = line.slice(0, line.length - typed.length);
  return faces
    .filter((face) => plainly(face.name).includes(wanted) || plainly(face.user).startsWith(wanted))
    .slice(0, 8)
    .map((face) => ({ fill: `${before}${face.user} `, usage: face.name, text: face.note }));
}

/** Letters without their marks, so that "muller" and "Müller" are the same. */
export function plainly(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
}
