// What the telephone keeps: encrypted with a key that can't be taken out of it (docs/decisions/0031).
//
// `keys` holds one non-extractable AES-GCM key, `walks` the walks fetched, `ghosts` pictures from the walk that
// is repeated, `queue` what waits to be sent.  Rows hold an iv and a sealed body, nothing readable.  Without the key nothing opens.

const NAME = "vandring";
const STORES = ["keys", "walks", "queue", "sent", "ghosts"];
let opened;

function ask(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const name of STORES) {
        const counted = name === "queue" || name === "sent";
        if (!there.contains(name)) request.result.createObjectStore(name, { autoIncrement: counted });
      }
    };
    request.onsuccess = () => {
      // Another tab signs out: this one lets go, and shows no more of the walk.
      request.result.onversionchange = () => {
        request.result.close();
        location.replace("/vandring/");
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function store(name, mode = "readonly") {
  const base = await open();
  // Strict: the row is on the disk before the page says that it is saved.
  return base.transaction(name, mode, { durability: mode === "readwrite" ? "strict" : "default" }).objectStore(name);
}

async function written(objects) {
  await new Promise((resolve, reject) => {
    objects.transaction.oncomplete = resolve;
    objects.transaction.onabort = objects.transaction.onerror = () => reject(objects.transaction.error);
  });
}

async function key() {
  const held = await ask((await store("keys")).get("key"));
  if (held) return held;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const objects = await store("keys", "readwrite");
  // Another tab may have been first: `add` refuses, and its key is the one.
  const added = ask(objects.add(made, "key")).then(() => made, () => null);
  return (await added) ?? ask((await store("keys")).get("key"));
}

async function seal(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, body: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes) };
}

async function unseal({ iv, body }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), body);
}

const encode = (value) => new TextEncoder().encode(JSON.stringify(value));
const decode = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export async function keepWalk(pack) {
  const sealed = await seal(encode(pack));
  const objects = await store("walks", "readwrite");
  objects.put(sealed, pack.walk);
  await written(objects);
}

export async function keptWalks() {
  const found = [];
  for (const row of await ask((await store("walks")).getAll())) found.push(decode(await unseal(row)));
  return found;
}

export async function keepGhost(id, bytes) {
  const sealed = await seal(bytes);
  const objects = await store("ghosts", "readwrite");
  objects.put(sealed, id);
  await written(objects);
}

export async function ghostOf(id) {
  const row = await ask((await store("ghosts")).get(id));
  return row ? unseal(row) : null;
}

// `content` is the observation's JSON as it will be sent, `photos` are Blobs.
export async function enqueue(walk, content, photos) {
  const parts = [];
  for (const photo of photos) parts.push(await seal(await photo.arrayBuffer()));
  const sealed = await seal(new TextEncoder().encode(content));
  const objects = await store("queue", "readwrite");
  objects.add({ walk, sealed, photos: parts });
  await written(objects);
}

// The oldest first, one at a time: two hundred pictures must not be in memory at once.
export async function nextInQueue(after = 0) {
  const cursor = await ask((await store("queue")).openCursor(IDBKeyRange.lowerBound(after, true)));
  if (!cursor) return null;
  const { walk, sealed, photos } = cursor.value;
  return {
    key: cursor.key,
    walk,
    content: new TextDecoder().decode(await unseal(sealed)),
    photos: await Promise.all(photos.map(async (part) => new Blob([await unseal(part)], { type: "image/jpeg" }))),
  };
}

export async function count() {
  const waiting = { observations: 0, photos: 0, sent: await ask((await store("sent")).count()) };
  let cursor = await ask((await store("queue")).openCursor());
  if (!cursor) return waiting;
  await new Promise((resolve, reject) => {
    cursor.request.onerror = () => reject(cursor.request.error);
    const step = () => {
      waiting.observations += 1;
      waiting.photos += cursor.value.photos.length;
      cursor.continue();
    };
    cursor.request.onsuccess = () => {
      cursor = cursor.request?.result ?? null;
      if (cursor) step();
      else resolve();
    };
    step();
  });
  return waiting;
}

export async function forget(rowKey) {
  const base = await open();
  const change = base.transaction(["queue", "sent"], "readwrite", { durability: "strict" });
  change.objectStore("queue").delete(rowKey);
  change.objectStore("sent").add(1);
  await new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = change.onerror = () => reject(change.error);
  });
}

export async function withoutPhotos(rowKey) {
  const objects = await store("queue", "readwrite");
  const row = await ask(objects.get(rowKey));
  if (row) objects.put({ ...row, photos: [] }, rowKey);
  await written(objects);
}

// Sign-out: the key first, so that what is left of the rows is noise even if the power goes here.
export async function burn() {
  const base = await open();
  for (const name of STORES) {
    const objects = base.transaction(name, "readwrite", { durability: "strict" }).objectStore(name);
    objects.clear();
    await written(objects);
  }
  base.close();
  opened = undefined;
  await ask(indexedDB.deleteDatabase(NAME));
  for (const name of await caches.keys()) await caches.delete(name);
}

export const sha256 = async (blob) =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
