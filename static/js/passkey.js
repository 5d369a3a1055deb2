// Passkeys: ask the browser for one and send its answer with the form it belongs to.
// A form says by data-passkey what it wants: "create", "get", or "login", which fetches its question first.
// The translation between the server's JSON and the browser's buffers is webauthn-json, which allauth ships.

const forms = document.querySelectorAll("[data-passkey]");

async function question(form) {
  if (form.dataset.passkey === "login") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()).request_options;
  }
  const data = JSON.parse(document.getElementById("passkey-data").textContent);
  return data.creation_options || data.request_options;
}

async function go(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const options = await question(form);
    let credential;
    if (form.dataset.passkey === "create") {
      const alone = form.elements.passwordless.checked;
      Object.assign(options.publicKey.authenticatorSelection, {
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
      });
      credential = await window.webauthnJSON.create(options);
    } else {
      credential = await window.webauthnJSON.get(options);
    }
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of forms) {
    form.hidden = false;
    form.querySelector("[data-passkey-go]").addEventListener("click", () => go(form));
    // Enter in a field means the button, which is no submit button because the key has to come first.
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(form);
    });
  }
}
