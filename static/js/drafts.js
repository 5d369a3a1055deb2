// Keeps what has been chosen and typed on the week page until it is saved: through a lost network, a closed
// tab and an ended session.  It stays in this browser, under a key of this person, district and week, and is
// forgotten when the page is opened more than two weeks later.  The module runs before week.js, which then
// sees what was put back.
//
// What somebody else has changed meanwhile is put back with the version it was chosen against, so that the
// server answers with both and lets the person choose.

const form = document.querySelector("[data-week-form]");
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const PAUSE_MS = 200;

if (form) {
  const key = `utkast:${form.dataset.draft}`;
  const rows = [...form.querySelectorAll("[data-row]")];
  const notice = document.querySelector("[data-draft-notice]");
  const field = (row, name) => form.elements[`${row.id}-${name}`];
  const WORDS = ["reason", "plan", "owner"];
  // The answer to a save that went wrong holds everything itself, with newer versions than the draft's.
  const isAnswer = document.querySelector("[data-focus-first]") !== null;

  // Storage may be full or forbidden: then there is no draft, and the page works as before.
  function read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(draft) {
    try {
      if (draft) localStorage.setItem(key, JSON.stringify(draft));
      else localStorage.removeItem(key);
    } catch {
      // Nothing to do about it, and nothing is lost that was not lost before.
    }
  }

  function snapshot(sent) {
    const found = {};
    for (const row of rows) {
      const values = { level: field(row, "level").value };
      for (const name of WORDS) values[name] = field(row, name).value;
      if (values.level === field(row, "seen_level").value && !values.reason && !values.plan) continue;
      values.seen_level = field(row, "seen_level").value;
      values.seen_version = field(row, "seen_version").value;
      found[row.id] = values;
    }
    return Object.keys(found).length ? { at: Date.now(), sent, rows: found } : null;
  }

  // A row that was sent and now stands as it was chosen has been saved.
  function wasSaved(row, values) {
    if (field(row, "seen_level").value !== values.level) return false;
    return values.level === "0" || Number(field(row, "seen_version").value) > Number(values.seen_version);
  }

  function restore(draft) {
    let restored = 0;
    for (const row of rows) {
      const values = draft.rows[row.id];
      if (!values || (draft.sent && wasSaved(row, values))) continue;
      field(row, "level").value = values.level;
      for (const name of [...WORDS, "seen_level", "seen_version"]) field(row, name).value = values[name];
      row.dataset.seen = values.seen_level;
      if (values.reason || values.plan) row.querySelector("[data-words]").open = true;
      restored += 1;
    }
    return restored;
  }

  const draft = read();
  if (draft && !isAnswer && Date.now() - draft.at < KEPT_MS && restore(draft)) {
    const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "medium", timeStyle: "short" });
    notice.querySelector("[data-draft-when]").textContent = clock.format(draft.at);
    notice.hidden = false;
    notice.querySelector("[data-draft-drop]").addEventListener("click", () => {
      clearTimeout(timer);
      dropped = true;
      write(null);
      // It was just said to be dropped: week.js need not ask again.
      window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
      location.reload();
    });
  } else if (!isAnswer) {
    write(null);
  }

  let timer = 0;
  let dropped = false;
  let sent = false;
  const keep = () => {
    if (!dropped) write(snapshot(sent));
  };
  // Keys choose levels without an event of the form's own, so the draft follows every touch.
  for (const type of ["input", "change", "keyup", "click"]) {
    form.addEventListener(type, () => {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE_MS);
    });
  }
  form.addEventListener("submit", () => {
    sent = true;
    keep();
  });
  // Whoever signs out leaves nothing behind (sign_out.js).
  window.addEventListener("pagehide", () => {
    if (!("signingOut" in document.documentElement.dataset)) keep();
  });
  // Back in the browser, or a save that never reached the server: what stands here is not saved.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
