// The earlier picture as a thin ghost over what the camera sees, so that the same view is taken again.

import { ghostOf, keepGhost } from "./vault.js";

const dialog = document.querySelector("[data-ghost]");
const video = dialog.querySelector("video");
const over = dialog.querySelector("canvas");
let stream = null;

// Fetches earlier pictures when there is a network and nobody waits for it; they lie sealed like the rest.
export async function fetchGhosts(pack) {
  for (const { id, photo } of pack.earlier) {
    if (!photo || (await ghostOf(id))) continue;
    const answer = await fetch(photo).catch(() => null);
    if (!answer?.ok || !answer.headers.get("content-type")?.startsWith("image/")) continue;
    await keepGhost(id, await answer.arrayBuffer());
  }
}

export async function hasGhost(id) {
  return Boolean(navigator.mediaDevices?.getUserMedia && (await ghostOf(id)));
}

function end() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  video.srcObject = null;
}

// Resolves to a canvas with what the camera saw, or null when it was put away.
export async function retake(id) {
  const kept = await ghostOf(id);
  stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1600 } } });
  const ghost = await createImageBitmap(new Blob([kept], { type: "image/jpeg" }));
  over.width = ghost.width;
  over.height = ghost.height;
  over.getContext("2d").drawImage(ghost, 0, 0);
  video.srcObject = stream;
  dialog.showModal();
  await video.play();
  return new Promise((resolve) => {
    dialog.querySelector("[data-shutter]").onclick = () => {
      const taken = document.createElement("canvas");
      taken.width = video.videoWidth;
      taken.height = video.videoHeight;
      taken.getContext("2d").drawImage(video, 0, 0);
      resolve(taken);
      dialog.close();
    };
    dialog.onclose = () => {
      end();
      resolve(null);
    };
  });
}

dialog.querySelector("[data-ghost-stop]").addEventListener("click", () => dialog.close());
