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

async function findLines(keys, settings) {
  const found = [];
  for (const block of settings.blocks) {
    const sets = await Promise.all(keys.map((key) => linesOf(key, block, settings)));
    const both = [...sets[0]].filter((line) => sets.every((set) => set.has(line)));
    found.push(...both.map((line) => line.split(" ").map(Number)));
  }
  return found.sort((one, other) => other[0] - one[0] || one[1] - other[1]);
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

function byDay(lines) {
  const days = new Map();
  for (const [day, place] of lines) days.set(day, [...(days.get(day) || []), place]);
  return [...days];
}

function counted(number, name) {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

async function showDays(days, from, keys, settings, asked) {
  const part = days.slice(from, from + DAYS_AT_ONCE);
  const items = await Promise.all(part.map(([day, places]) => dayItem(day, places, keys, settings)));
  if (!asked()) return;
  if (from) byId("found").append(...items);
  else byId("found").replaceChildren(...items);
  const left = days.length - from - items.length;
  const more = byId("more");
  more.hidden = left <= 0;
  more.textContent = `Show ${counted(Math.min(left, DAYS_AT_ONCE), "earlier day")}`;
  more.onclick = async () => {
    await showDays(days, from + DAYS_AT_ONCE, keys, settings, asked);
    byId("found").children[from + DAYS_AT_ONCE]?.querySelector("a").focus();
  };
}

async function search(settings, words, asked) {
  const keys = (words.match(WORDS) || []).map(settings.key)
    .filter((key) => key.length >= settings.shortest);
  const [lines, names] = keys.length ? await Promise.all([findLines(keys, settings), findNames(keys, settings)]) : [[], []];
  if (!asked()) return;
  const days = byDay(lines);
  await showDays(days, 0, keys, settings, asked);
  if (!asked()) return;
  byId("names").replaceChildren(...names.map(([name, path, note]) => {
    const item = element("li");
    item.append(link(path, name), element("span", note));
    return item;
  }));
  const of = days.length > 1 ? ` of ${counted(days.length, "day")}` : "";
  byId("count").textContent = keys.length ? counted(lines.length, "line") + of : "";
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
