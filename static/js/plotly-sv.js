// Plotly in Swedish, in our own words: the published locale lags behind and has no decimal comma.

export const name = "sv";

export const locale = {
  moduleType: "locale",
  name,
  dictionary: {
    "Download plot as a PNG": "Ladda ner som bild (PNG)",
    "Download plot": "Ladda ner som bild",
    "Reset axes": "Visa allt",
    "Reset": "Visa allt",
    "Double-click to zoom back out": "Dubbelklicka för att visa allt",
    "Double-click on legend to isolate one trace": "Dubbelklicka på en serie för att visa bara den",
    "Taking snapshot - this may take a few seconds": "Bilden görs, vänta lite …",
    "Snapshot succeeded": "Bilden är klar",
    "Sorry, there was a problem downloading your snapshot!": "Bilden kunde inte laddas ner.",
    "trace": "serie",
  },
  format: {
    days: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    shortDays: ["sön", "mån", "tis", "ons", "tor", "fre", "lör"],
    months: [
      "januari", "februari", "mars", "april", "maj", "juni",
      "juli", "augusti", "september", "oktober", "november", "december",
    ],
    shortMonths: ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    date: "%Y-%m-%d",
    decimal: ",",
    thousands: "\u00a0",
    grouping: [3],
    currency: ["", "\u00a0kr"],
  },
};
