// Signing out: what a walk has left in this browser goes with it.  If something waits it is sent first, or
// thrown away when that has been confirmed twice.  The key goes first, so nothing readable is left behind.

import { burn, count } from "./vault.js";
import { halt, hurry, onChange } from "./queue.js";

const dialog = document.querySelector("[data-leaving]");
const part = (name) => dialog.querySelector(`[data-${name}]`);
let leave = null;

function waits(n) {
  const { one, many } = part("unsent").dataset;
  part("unsent").textContent = n === 1 ? one : many.replace("%n", n);
}

async function out() {
  const go = leave;
  leave = null;
  await halt();
  await burn();
  dialog.close();
  go();
}

// Ask if something waits; then burn and call `go`.
export async function signOut(go) {
  leave = go;
  const { observations } = await count();
  if (!observations) return out();
  waits(observations);
  part("leaving-told").textContent = part("leaving-told").dataset.first;
  part("discard").hidden = false;
  part("discard-really").hidden = true;
  dialog.showModal();
}

part("send-first").addEventListener("click", () => {
  const told = part("leaving-told");
  told.textContent = told.dataset.sending;
  let before = Infinity;
  const stop = onChange(async ({ observations }, problem) => {
    if (!leave || !dialog.open) return stop();
    waits(observations);
    if (observations) {
      told.textContent = problem || (observations < before ? told.dataset.sending : told.dataset.failed);
      before = observations;
    } else {
      stop();
      await out();
    }
  });
  hurry();
});
part("discard").addEventListener("click", () => {
  part("discard").hidden = true;
  part("discard-really").hidden = false;
  part("discard-really").focus();
});
part("discard-really").addEventListener("click", out);
part("stay").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  leave = null;
});
