// Reads calendar files with ical.js, the parser of Thunderbird. Standard input: a JSON list of files, or with the
// argument "clock" of pairs of a file and moments. Standard output: what it understood of each, as JSON.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const given = JSON.parse(readFileSync(0, "utf-8"));
const answer = process.argv[2] === "clock" ? given.map(clock) : given.map(events);
process.stdout.write(JSON.stringify(answer));

function events(file) {
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const value = (name) => component.getFirstPropertyValue(name);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      starts: event.startDate.toUnixTime(),
      ends: event.endDate.toUnixTime(),
      sequence: event.sequence,
      status: value("status"),
      privacy: value("class"),
      link: value("url"),
      organizer: component.getFirstProperty("organizer")?.getParameter("cn") ?? null,
      changed: value("last-modified").toUnixTime(),
      properties: component.getAllProperties().length,
    };
  });
}

// The offset in seconds at each of these moments on the wall, given as seconds as if the clock showed UTC.
function clock([file, walls]) {
  const [component] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vtimezone");
  const zone = new ICAL.Timezone(component);
  return walls.map((wall) => zone.utcOffset(ICAL.Time.fromJSDate(new Date(wall * 1000), true)));
}
