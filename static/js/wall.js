// Shows the page on the whole screen, for a wall or a meeting room.  Escape leads back, as everywhere.

for (const button of document.querySelectorAll("[data-fullscreen]")) {
  if (!document.fullscreenEnabled) continue;
  button.hidden = false;
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
}

// The latest week is what most people come for: a wide table begins at its end.
for (const wide of document.querySelectorAll("[data-scroll-end]")) wide.scrollLeft = wide.scrollWidth;
