// Looks words up in the files beside it; what comes from them is put on the page as text only.
"use strict";

// days whose lines are shown, and read, at once
const DAYS_AT_ONCE = 10;
const MOST_NAMES = 9;
const WORDS = /[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*/gu;
const held = new Map();
const byId = (id) => document.getElementById(id);

function read(path) {
  if (!held.has(path)) {
    held.set(path, fetch(path).then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({})));
  }
  return held.get(path);
}

function keyMaker(rules) {
  const marks = new RegExp(rules.marks, "gu");
  const sounds = rules.sounds.map(([pattern, sound]) => [new RegExp(pattern, "g"), sound.replace("\\1", "$1")]);
  const put = (text, table) => Array.from(text, (sign) => (sign in table ? table[sign] : sign)).join("");
  return (word) => {
    let key = put(word.toLowerCase(), rules.letters).normalize("NFKD").replace(/\p{M}/gu, "");
    key = put(key, rules.cyrillic).replace(marks, "");
    for (const [pattern, sound] of sounds) key = key.replace(pattern, sound);
    return key;
  };
}

function letterOf(key, settings) {
  return /^[a-z0-9]/i.test(key) ? key[0].toLowerCase() : settings.other;
}

// the lines of one block that hold a word beginning with the key, as "day place"
async function linesOf(key, block, settings) {
  const words = await read(`words/${block}/${letterOf(key, settings)}.json`);
  const lines = new Set();
  for (const [word, places] of Object.entries(words)) {
    if (word.startsWith(key)) {
      for (let at = 0; at < places.length; at += 2) lines.add(`${places[at]} ${places[at + 1]}`);
    }
  }
  return lines;
}

// the days with lines that hold all the words, newest first, each with the places of its lines; a hundred days are read
// only when those before them are through
async function* findDays(keys, settings) {
  for (const block of settings.blocks) {
    const sets = await Promise.all(keys.map((key) => linesOf(key, block, settings)));
    const days = new Map();
    for (const line of sets[0]) {
      const [day, place] = line.split(" ").map(Number);
      if (sets.every((set) => set.has(line))) days.set(day, [...(days.get(day) || []), place]);
    }
    for (const day of [...days.keys()].sort((one, other) => other - one)) {
      yield [day, days.get(day).sort((one, other) => one - other)];
    }
  }
}

async function findNames(keys, settings) {
  const sets = [];
  for (const key of keys) {
    const names = await read(`names/${letterOf(key, settings)}.json`);
    const own = Object.entries(names).filter(([word]) => word.startsWith(key)).flatMap(([, entries]) => entries);
    sets.push(new Map(own.map((entry) => [entry[1], entry])));
  }
  return [...sets[0].values()].filter((entry) => sets.every((set) => set.has(entry[1]))).slice(0, MOST_NAMES);
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function link(path, text) {
  const made = element("a", text);
  made.href = `../${path}`;
  return made;
}

// the text with the words that were looked for marked
function marked(into, text, keys, settings) {
  let last = 0;
  for (const match of text.matchAll(WORDS)) {
    if (!keys.some((key) => settings.key(match[0]).startsWith(key))) continue;
    into.append(text.slice(last, match.index), element("mark", match[0]));
    last = match.index + match[0].length;
  }
  into.append(text.slice(last));
}

// the lines of one day that were found, in the order of the day, each under its heading
async function dayItem(day, places, keys, settings) {
  const { title, date, lines } = await read(`day/${day}.json`);
  const item = element("li");
  const when = element("p", "", "when");
  when.append(link(`day/${day}/index.html`, `Day ${day}`), ` · ${date}`);
  item.append(when);
  for (const place of places) {
    const [anchor, text, heading] = lines[place];
    const line = element("p");
    const to = link(`day/${day}/index.html#${anchor}`, "");
    marked(to, text, keys, settings);
    line.append(to, element("small", heading || title));
    item.append(line);
  }
  return item;
}

function counted(number, name) {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

async function takeDays(found) {
  const days = [];
  while (days.length < DAYS_AT_ONCE) {
    const { value, done } = await found.next();
    if (done) return [days, true];
    days.push(value);
  }
  return [days, false];
}

// shows the next days that were found, after those that are shown
async function showDays(found, shown, keys, settings, asked) {
  const [days, isAll] = await takeDays(found);
  const items = await Promise.all(days.map(([day, places]) => dayItem(day, places, keys, settings)));
  if (!asked()) return;
  if (shown.days) byId("found").append(...items);
  else byId("found").replaceChildren(...items);
  if (shown.days) items[0]?.querySelector("a").focus();
  const lines = shown.lines + days.reduce((sum, [, places]) => sum + places.length, 0);
  const now = { lines, days: shown.days + days.length };
  const words = `${counted(now.lines, "line")}${now.days > 1 ? ` of ${counted(now.days, "day")}` : ""}`;
  byId("count").textContent = words + (isAll ? "" : " so far");
  byId("more").hidden = isAll;
  byId("more").onclick = () => showDays(found, now, keys, settings, asked);
}

async function search(settings, words, asked) {
  const keys = (words.match(WORDS) || []).map(settings.key)
    .filter((key) => key.length >= settings.shortest);
  const names = keys.length ? await findNames(keys, settings) : [];
  if (!asked()) return;
  byId("names").replaceChildren(...names.map(([name, path, note]) => {
    const item = element("li");
    item.append(link(path, name), element("span", note));
    return item;
  }));
  if (keys.length) {
    await showDays(findDays(keys, settings), { lines: 0, days: 0 }, keys, settings, asked);
  } else {
    byId("found").replaceChildren();
    byId("count").textContent = "";
    byId("more").hidden = true;
  }
}

async function start() {
  const settings = await read("rules.json");
  if (!settings.rules) {
    byId("count").textContent = "The search reads files, which browsers allow only on pages from a server.";
    return;
  }
  settings.key = keyMaker(settings.rules);
  const input = byId("words");
  byId("search").hidden = false;
  let latest = 0;
  const look = () => {
    const number = ++latest;
    history.replaceState(null, "", input.value ? `#${encodeURIComponent(input.value)}` : location.pathname);
    search(settings, input.value, () => number === latest);
  };
  input.addEventListener("input", look);
  try {
    input.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    input.value = "";
  }
  if (input.value) look();
}

start();
