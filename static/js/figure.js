// Brings charts to life: the server's SVG stands until Plotly has drawn the same numbers, and on paper always.
// Plotly is half a megabyte, so it is fetched when the first chart comes near the window, never before.

const own = document.querySelector("script[data-plotly]");

// Nothing leaves the page: no cloud, no logo, no address to send to.
export const CONFIG = {
  locale: "sv",
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  showEditInChartStudio: false,
  showLink: false,
  plotlyServerURL: "",
  scrollZoom: false,
  doubleClick: false,
  displayModeBar: true,
  modeBarButtons: [["toImage"]],
};

let ready = null;

function load(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly did not load"));
    document.head.append(script);
  });
}

async function plotly() {
  const [library, swedish] = await Promise.all([load(own.dataset.plotly), import(own.dataset.locale)]);
  library.register(swedish.locale);
  return library;
}

async function enliven(figure) {
  const { data, layout } = JSON.parse(document.getElementById(figure.dataset.figure).textContent);
  ready ??= plotly();
  const library = await ready;
  const plot = document.createElement("div");
  plot.className = "plot";
  // Not an image: there is a button in it to fetch the picture with.
  plot.setAttribute("role", "figure");
  plot.setAttribute("aria-label", figure.dataset.alt);
  figure.append(plot);
  await library.newPlot(plot, data, layout, {
    ...CONFIG,
    toImageButtonOptions: { filename: figure.dataset.figure, scale: 2 },
  });
  figure.classList.add("live");
}

if (own && "IntersectionObserver" in window) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((item) => item.isIntersecting)) {
        watch.unobserve(entry.target);
        // Whatever goes wrong, the drawing is still there.
        enliven(entry.target).catch(() => entry.target.querySelector(".plot")?.remove());
      }
    },
    { rootMargin: "300px" },
  );
  document.querySelectorAll("[data-figure]").forEach((figure) => watch.observe(figure));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
