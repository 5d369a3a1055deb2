// The personal-data guard while typing: warns beside the field, asks nobody, sends nothing.
//
// The same rules as platssamverkan/core/guard.py, where they are explained; change the two together.
// tests/browser/test_guard.py compares the tables below letter by letter and feeds one corpus to both.
// The server decides: this only tells the writer early.

export const PATTERNS = {
  compact: String.raw`(?<![0-9])(?:18|19|20)?[0-9]{6}(?:(?: {0,2}[-+][ \r\n]{0,2}| {1,2}|\.)?[0-9]{4}| {0,2}[-+] {0,2}[0-9]{2} [0-9]{2})(?![0-9])`,
  split: String.raw`(?<![0-9])(?:18|19|20)[0-9]{2}([-./ ])[0-9]{2}\1[0-9]{2}(?:(?: {0,2}[-+][ \r\n]{0,2}| {1,2}|\.)?[0-9]{4}| {0,2}[-+] {0,2}[0-9]{2} [0-9]{2})(?![0-9])`,
  split_short: String.raw`(?<![0-9])[0-9]{2}([-. ])[0-9]{2}\1[0-9]{2}(?:(?: {0,2}[-+][ \r\n]{0,2}| {1,2}|\.)?[0-9]{4}| {0,2}[-+] {0,2}[0-9]{2} [0-9]{2})(?![0-9])`,
  pairs: String.raw`(?<![0-9])[0-9]{2}([. ])(?<![^0-9][0-9]{2}\1[0-9]{2}\1)(?<!^[0-9]{2}\1[0-9]{2}\1)[0-9]{2}\1[0-9]{2}(?:\1| ?[-+] ?)[0-9]{2}\1[0-9]{2}(?![0-9])(?!\1[0-9]{2}(?![0-9]))`,
  pairs_century: String.raw`(?<![0-9])(?:18|19|20)[. ]?[0-9]{2}([. ])[0-9]{2}\1[0-9]{2}(?:\1| ?[-+] ?)[0-9]{2}\1[0-9]{2}(?![0-9])(?!\1[0-9]{2}(?![0-9]))`,
  singles: String.raw`(?<![0-9])[0-9]([-. ])(?<![^0-9][0-9]\1[0-9]\1)(?<!^[0-9]\1[0-9]\1)(?:[0-9]\1){4}(?:[0-9]\1[0-9]\1)?[0-9](?:\1| {0,2}[-+] {0,2})[0-9](?:\1[0-9]){3}(?![0-9])(?!\1[0-9](?![0-9]))`,
  email: String.raw`(?<![A-Za-z0-9._%+åäöÅÄÖ-])[A-Za-z0-9._%+åäöÅÄÖ-]{1,64}@[A-Za-z0-9åäöÅÄÖ-]{1,63}(?:\.[A-Za-z0-9åäöÅÄÖ-]{1,63}){0,5}\.[A-Za-z]{2,24}`,
  phone: String.raw`(?<![0-9A-Za-z+.-])(?<![0-9][/:,])0[1-9][0-9]{0,2}(?: ?- ?| |/)?[0-9]{2,3}(?: ?[0-9]{2,3}){1,3}(?![0-9])|(?<![0-9])(?:\+|00)46(?:[ -]?\(0\))?(?:[ -]?[0-9]){7,10}(?![0-9])`,
  flat: String.raw`(?<![A-Za-zåäöÅÄÖ])(?:lgh|lägenhet(?:en)?)(?:s?[-. ]?(?:nr|nummer|numret))?[.:]{0,2} ?#?[0-9]{1,4}(?:[ -]?[A-Z](?![A-Za-zåäöÅÄÖ]))?(?![0-9])`,
  case: String.raw`(?<![A-Za-z0-9åäöÅÄÖ])(?:(?:[0-9]{4}-)?K[- ]?[0-9]{4,8}|AM[- ]?[0-9]{3,7}|B [0-9]{3,6})-[0-9]{2}(?:[0-9]{2})?(?![0-9-])`,
  plate: String.raw`(?<![A-Za-z0-9ÅÄÖåäö])(?:([A-Z]{3})[ -][0-9]{2}[0-9A-Z]|([A-Za-z]{3})[0-9]{2}[0-9A-Za-z])(?![A-Za-z0-9ÅÄÖåäö])(?![-/][0-9])`,
  handle: String.raw`(?<![A-Za-z0-9_.@/åäöÅÄÖ])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28})[A-Za-z0-9_]`,
  name: String.raw`(?<![A-Za-z0-9ÅÄÖåäöÉéÜü-])([A-ZÅÄÖÉÜ][a-zåäöéüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüøæ]+)?)(?: (?:von|af|de|al|el|bin|da))? ([A-ZÅÄÖÉÜ][a-zåäöéüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüøæ]+)?)(?![A-Za-z0-9ÅÄÖåäöÉéÜü])`,
  crime: String.raw`(?<![A-Za-zÅÄÖåäö])(?:misstänk|gripen|gripits|grips|grep|anhåll|häkta|åtala|dömd|döms|dömt|rånad|rånar|rånat|rån(?![a-zåäö])|rånet|stal(?![a-zåäö])|stulit|stjäl|snatt|misshandl|knivsk|knivh|skjut|sköt|hotar|hotad|hotat|hotfull|våldt|ofreda|langa|langning|narkotika|knark|vandalis|klottr|inbrott|tjuv|gärningsm|gängkrim|kriminell|missbruk|vittne|målsägand|brottsoffer|slog|slagit)`,
  phone_word: String.raw`(?:\+46|0046|(?<![a-zåäö])(?:tel|telefon|telefonen|telefonnr|telefonnummer|tfn|mob|mobil|mobilen|mobilnr|mobilnummer|mobiltelefon|ring|ringa|ringer|ringde|ringt|sms|sms:a|swish|swisha|växel|växeln))[.:]? ?(?:(?:på|till|nr|nummer)[.:]? ?)?(?![\s\S])`,
  amount: String.raw`^(?: ?(?:kr|kronor|sek|tkr|mkr|mnkr)(?![a-zåäö])|:-)`,
  diary_word: String.raw`(?<![a-zåäö])(?:dnr|diarienr|diarienummer|ärende|ärendenr|ärendenummer)[.:]{0,2} ?(?:[a-zåäö]{2,6} )?(?![\s\S])`,
  diary_year: String.raw`^/(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])`,
  date_goes_on: String.raw`^([-./])[0-9]{2}\1[0-9]{2}(?![0-9])`,
  blank_date_goes_on: String.raw`^ [0-9]{2} [0-9]{2}(?![0-9])`,
  range_goes_on: String.raw`^-[0-9]{1,4}(?![0-9])`,
  latitude_before: String.raw`(?<![0-9])(?:5[5-9]|6[0-9]),(?![\s\S])`,
  longitude_after: String.raw`^[,;]? ?(?:1[0-9]|2[0-4]),[0-9]{3}`,
  latitude_and_degrees_before: String.raw`(?<![0-9])(?:5[5-9]|6[0-9]),[0-9]{3,}[,;]? ?(?:1[0-9]|2[0-4]),(?![\s\S])`,
  not_person: String.raw`(?:gatan|vägen|torg|torget|centrum|skolan|parken|gården|stationen|station|kyrkan|gränden|stigen|backen|tunneln|kommun|gallerian|hallen|fältet|badet|polisen|socialtjänsten|bostäder|förvaltningen|nämnden|sjukhuset|fastigheter|tunnelbana|trafiken|föreningen|myndigheten|verket)(?![\s\S])`,
};
export const IGNORING_CASE = ["amount", "case", "crime", "diary_word", "flat", "not_person", "phone_word"];
export const UNUSED_ON_PLATES = new Set(`
  APA ARG BAJ BSS CUC CUK DUM ETA ETT FAN FEG FEL FEM FES FET FNL FUC FUL GAM GAY GEY GHB GUD HAT HKH
  HOR HOT KKK KUC KUF KUG KUK KYK LAM LAT LEM LOJ LSD LUS MAD MAO MEN MES MUS NRP NYP OND OOO ORM RAP
  SEX SJU SUP TOK TRE XTC
`.trim().split(/\s+/));
export const BEFORE_NUMBERS = new Set(`
  BRF DEL DNR EUR FAX HUS KAP LAG LGH LPO NOK RAD RUM SDF SDN SEK SFS SOU TEL TFN
`.trim().split(/\s+/));
export const NOT_NAMES = new Set(`
  Alla Allt Bakom Bland Boende Bredvid De Den Denna Det Detta Dock Där Därefter Då Efter En Enligt Ett
  Flera Flertalet Framför Från Fyra För Före Gamla Genom Gripna Gällande Hos Här I Idag Igår Inga Ingen
  Innan Inne Inom Inre Intill Kommunen Kring Längs Man Med Mellan Misstänkt Misstänkta Mot Många Norra
  Nya När Nära Nästa Några Och Okänd Okända Om Omkring Ordningsvakt Ordningsvakter Personal Polis
  Polisen Polisregion På Region Runt Samt Sedan Senare Som Stockholms Stora Svenska Södra Till Tre Två
  Under Ungdomar Uppe Ur Utanför Ute Utmed Vad Vakter Vart Ved Vi Via Vid Vilka Vittne Vittnen Väktare
  Västra Yttre Är Även Åter Östra Över
`.trim().split(/\s+/));

export const RECENT_YEARS = 10;
export const NEAR = 60;
const HARD = new Set(["personnummer", "samordningsnummer"]);
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DROPPED = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/;
const BLANK = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const SENTENCE_END = /[.!?\r\n]/;
const NUMBER_RULES = ["compact", "split", "split_short", "pairs", "pairs_century", "singles"];
const SPLIT = new Set(["split", "split_short"]);
const PAIRED = new Set(["pairs", "pairs_century"]);

const RULES = Object.fromEntries(
  Object.entries(PATTERNS).map(([name, source]) => [name, new RegExp(source, IGNORING_CASE.includes(name) ? "gi" : "g")]),
);

function searchFrom(name, text, place) {
  const rule = RULES[name];
  rule.lastIndex = place;
  return rule.exec(text);
}

const has = (name, text) => searchFrom(name, text, 0) !== null;
const all = (name, text) => [...text.matchAll(RULES[name])];
const onlyDigits = (text) => text.replace(/[^0-9]/g, "");
const isDigit = (character) => character >= "0" && character <= "9";

// One sort of blank, dash and digit, and where each character stood.
function plainOf(text) {
  const characters = [];
  const positions = [];
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place];
    if (DROPPED.test(character)) continue;
    const code = character.charCodeAt(0);
    if (BLANK.test(character)) characters.push(" ");
    else if (DASH.test(character)) characters.push("-");
    else if (code === 0xff0b) characters.push("+");
    else if (code >= 0xff10 && code <= 0xff19) characters.push(String(code - 0xff10));
    else characters.push(character);
    positions.push(place);
  }
  return [characters.join(""), positions];
}

function luhn(digits) {
  let total = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const value = Number(digits[digits.length - 1 - place]) * (1 + (place % 2));
    total += value > 9 ? value - 9 : value;
  }
  return total % 10 === 0;
}

// Dates are compared as whole numbers, 20260312.
const asNumber = (year, month, day) => year * 10000 + month * 100 + day;

function kindOfNumber(digits, today) {
  if (digits.length === 12 && !["18", "19", "20"].includes(digits.slice(0, 2))) return null;
  const short = digits.slice(-10);
  const month = Number(short.slice(2, 4));
  let day = Number(short.slice(4, 6));
  const kind = day > 60 ? "samordningsnummer" : "personnummer";
  if (day > 60) day -= 60;
  if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1] || short.slice(6, 9) === "000") return null;
  const leapDay = month === 2 && day === 29;
  if (digits.length === 12) {
    const year = Number(digits.slice(0, 4));
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    if ((leapDay && !leap) || asNumber(year, month, day) > today) return null;
  } else if (leapDay && Number(short.slice(0, 2)) % 4 !== 0) {
    return null;
  }
  return luhn(short) ? kind : null;
}

function readsAsRecentDate(digits, today) {
  const year = digits.length === 12 ? Number(digits.slice(0, 4)) : 2000 + Number(digits.slice(0, 2));
  const born = asNumber(year, Number(digits.slice(-8, -6)), Number(digits.slice(-6, -4)));
  return today - RECENT_YEARS * 10000 <= born && year <= Math.floor(today / 10000) + 1;
}

function joinOf(rule, match) {
  const found = match[0];
  if (PAIRED.has(rule) || rule === "singles") return /[-+]/.test(found) ? "-" : match[1];
  const head = /[0-9]{4}$/.test(found) ? found.slice(0, -4) : found.slice(0, -5);
  const bare = head.trimEnd();
  return isDigit(bare.at(-1)) ? head.slice(bare.length, bare.length + 1) : bare.at(-1);
}

function isSomethingElse(rule, match, before, after) {
  const found = match[0];
  if (has("date_goes_on", after)) return true;
  if (rule === "compact" && /^[0-9]+$/.test(found)) {
    const decimal =
      /[0-9]\.$/.test(before) ||
      (has("latitude_before", before) && has("longitude_after", after)) ||
      has("latitude_and_degrees_before", before);
    const telephone = found.length === 10 && found[0] === "0" && has("phone_word", before);
    return decimal || telephone || has("amount", after);
  }
  if (PAIRED.has(rule) && match[1] === "." && /[-+]/.test(found)) return true;
  if (SPLIT.has(rule)) {
    if (match[1] === "." && (has("diary_year", after) || has("diary_word", before))) return true;
    if (match[1] === " " && has("blank_date_goes_on", after)) return true;
  }
  return joinOf(rule, match) === " " && has("range_goes_on", after);
}

function numbers(plain, today) {
  const found = [];
  for (const rule of NUMBER_RULES) {
    let place = 0;
    for (let match = searchFrom(rule, plain, place); match; match = searchFrom(rule, plain, place)) {
      const start = match.index;
      const end = start + match[0].length;
      const digits = onlyDigits(match[0]);
      let kind = kindOfNumber(digits, today);
      const before = plain.slice(Math.max(0, start - 40), start).toLowerCase();
      const after = plain.slice(end, end + 20).toLowerCase();
      place = start + 1;
      if (kind === null || isSomethingElse(rule, match, before, after)) continue;
      place = end;
      const inParts = SPLIT.has(rule) || PAIRED.has(rule);
      if (kind === "personnummer" && inParts && joinOf(rule, match) === " " && readsAsRecentDate(digits, today)) {
        kind = "date_or_personnummer";
      }
      found.push([kind, start, end]);
    }
  }
  return found;
}

const spans = (kind, matches) => matches.map((match) => [kind, match.index, match.index + match[0].length]);
const simple = (plain, name) => spans(name, all(name, plain));

function phones(plain) {
  const kept = all("phone", plain).filter((match) => {
    const digits = onlyDigits(match[0]);
    if (match[0][0] === "+" || digits.startsWith("0046")) return true;
    return digits.length >= 8 && digits.length <= 10 && !/^0(?:20|77)/.test(digits);
  });
  return spans("phone", kept);
}

function plates(plain) {
  const kept = all("plate", plain).filter((match) => {
    const letters = (match[1] ?? match[2]).toUpperCase();
    const last = match[0].at(-1).toUpperCase();
    const abbreviation = BEFORE_NUMBERS.has(letters) && match[2] !== letters;
    return !(abbreviation || last === "O" || /[IQV]/.test(letters + last) || UNUSED_ON_PLATES.has(letters));
  });
  return spans("plate", kept);
}

function names(plain, places) {
  const crimes = all("crime", plain).map((match) => match.index);
  const found = [];
  if (crimes.length === 0) return found;
  const words = new Set(
    places.flatMap((name) => name.split(/[\s-]+/)).filter((word) => word && word[0] !== word[0].toLowerCase()).map((word) => word.toLowerCase()),
  );
  const noName = (word) => NOT_NAMES.has(word) || words.has(word.toLowerCase()) || has("not_person", word);
  const near = (start, end, crime) => {
    const between = crime >= end ? plain.slice(end, crime) : plain.slice(crime, start);
    return between.length <= NEAR && !SENTENCE_END.test(between);
  };
  let place = 0;
  for (let match = searchFrom("name", plain, place); match; match = searchFrom("name", plain, place)) {
    const start = match.index;
    const end = start + match[0].length;
    place = end - match[2].length;
    if (noName(match[1]) || noName(match[2])) continue;
    if (crimes.some((crime) => near(start, end, crime))) {
      place = end;
      found.push(["name", start, end]);
    }
  }
  return found;
}

// What looks like personal data, in order, without overlaps; hard kinds win.  `today` is 20260312.
export function find(text, { places = [], today } = {}) {
  const [plain, positions] = plainOf(text);
  const now = new Date();
  const day = today ?? asNumber(now.getFullYear(), now.getMonth() + 1, now.getDate());
  const found = [
    ...numbers(plain, day), ...simple(plain, "email"), ...simple(plain, "case"), ...simple(plain, "flat"),
    ...phones(plain), ...plates(plain), ...simple(plain, "handle"), ...names(plain, places),
  ];
  const hits = [];
  const taken = new Uint8Array(text.length);
  for (const [kind, first, last] of [...found.filter(([k]) => HARD.has(k)), ...found.filter(([k]) => !HARD.has(k))]) {
    const start = positions[first];
    const end = positions[last - 1] + 1;
    if (!taken.subarray(start, end).includes(1)) {
      taken.fill(1, start, end);
      hits.push({ kind, start, end, severity: HARD.has(kind) ? "hard" : "soft" });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

// --- beside the fields ------------------------------------------------------------------------------

const PAUSE = 400; // milliseconds of rest before a screen reader is told

function watch(field) {
  const box = document.querySelector(`[data-guard-for="${CSS.escape(field.id)}"]`);
  if (!box) return;
  const say = JSON.parse(box.dataset.say);
  const warnings = box.querySelector("[data-guard-warnings]");
  const reason = box.querySelector("[data-guard-reason]");
  const placesFrom = document.getElementById(field.dataset.guardPlaces ?? "");
  const places = placesFrom ? JSON.parse(placesFrom.textContent) : [];
  let shown = "";
  let timer = 0;

  function look() {
    const hits = find(field.value, { places });
    const hard = hits.filter((hit) => hit.severity === "hard");
    const sentences = [...new Set((hard.length ? hard : hits).map((hit) => say[hit.kind]))];
    reason.hidden = (hard.length > 0 || hits.length === 0) && !reason.querySelector("input").value;
    const text = sentences.join("\n");
    if (text === shown) return;
    shown = text;
    warnings.replaceChildren(
      ...sentences.map((sentence) => {
        const line = document.createElement("p");
        line.className = hard.length ? "notice notice-error" : "notice notice-warn";
        line.textContent = sentence;
        return line;
      }),
    );
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  field.addEventListener("change", look);
  if (field.value) look();
}

for (const field of document.querySelectorAll("textarea[data-guard], input[data-guard]")) watch(field);
