// Covers parts of a picture: drag boxes over faces and number plates, with a finger, a mouse or the keys.

const INK = "#16232e";
const SMALLEST = 0.01;

// Draws `source` on the canvas.  Returns { boxes, undo, blob }: boxes as parts of the picture, and a JPEG of
// what is left to see.
export function coverOn(canvas, source, changed = () => {}) {
  const boxes = [];
  let drawn = null;
  const pen = canvas.getContext("2d");
  canvas.width = source.width;
  canvas.height = source.height;
  canvas.tabIndex = 0;

  function paint(withCurrent = true) {
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    pen.fillStyle = INK;
    for (const [x, y, width, height] of boxes) {
      pen.fillRect(x * canvas.width, y * canvas.height, width * canvas.width, height * canvas.height);
    }
    if (!drawn || !withCurrent) return;
    const [x, y, width, height] = drawn;
    pen.lineWidth = Math.max(3, canvas.width / 300);
    pen.strokeStyle = "#fff";
    pen.strokeRect(x * canvas.width, y * canvas.height, width * canvas.width, height * canvas.height);
    pen.setLineDash([pen.lineWidth * 3]);
    pen.strokeStyle = INK;
    pen.strokeRect(x * canvas.width, y * canvas.height, width * canvas.width, height * canvas.height);
    pen.setLineDash([]);
  }

  function set(box) {
    const [x, y, width, height] = box;
    if (width >= SMALLEST && height >= SMALLEST) boxes.push([x, y, width, height]);
    drawn = null;
    paint();
    changed(boxes);
  }

  const clamp = (part) => Math.min(1, Math.max(0, part));
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [clamp((event.clientX - frame.left) / frame.width), clamp((event.clientY - frame.top) / frame.height)];
  };
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    from = at(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    drawn = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    paint();
  });
  canvas.addEventListener("pointerup", () => {
    if (drawn) set(drawn);
    from = null;
  });
  canvas.addEventListener("pointercancel", () => {
    from = drawn = null;
    paint();
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] }[event.key];
    if (event.key === "Enter" && drawn) {
      event.preventDefault();
      set(drawn);
    }
    if (!step) return;
    event.preventDefault();
    let [x, y, width, height] = drawn ?? [0.4, 0.4, 0.2, 0.2];
    if (event.shiftKey) [width, height] = [Math.max(0.02, width + step[0]), Math.max(0.02, height + step[1])];
    else [x, y] = [x + step[0], y + step[1]];
    width = Math.min(1, width);
    height = Math.min(1, height);
    drawn = [Math.min(Math.max(0, x), 1 - width), Math.min(Math.max(0, y), 1 - height), width, height];
    paint();
  });
  paint();
  return {
    boxes,
    undo() {
      boxes.pop();
      paint();
      changed(boxes);
    },
    blob(quality = 0.82) {
      paint(false);
      return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    },
  };
}
