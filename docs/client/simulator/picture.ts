/** The pictures of a result: lines over time with a clock, and a table whose cells may have bars. */
import type { Chart, Outcome, Sentence } from "../../simulators/define.ts";
import { formatNumber } from "../../simulators/say.ts";
import { h } from "../progress/dom.ts";

type Say = (sentence: Sentence) => string;

const PACE_MS = 250;
const WIDTH = 600;
const HEIGHT = 200;

export function chartOf(
  { series, times, readouts }: Chart,
  say: Say,
  tag: string,
): { element: HTMLElement; stop(): void } {
  const steps = times.length - 1;
  // A limit far above everything may leave the picture.
  const top = nice(
    Math.max(1, ...series.filter(({ style }) => style !== "limit").flatMap(({ values }) => values)) * 1.15,
  );
  const path = (values: number[], close: boolean): string => {
    const points = values.map(
      (value, index) =>
        `${((index / steps) * WIDTH).toFixed(1)} ${(HEIGHT - (Math.min(value, top * 2) / top) * HEIGHT).toFixed(1)}`,
    );
    return `M${points.join("L")}${close ? `V${HEIGHT}H0Z` : ""}`;
  };
  const plot = h("div", { class: "plot", "aria-hidden": "true" });
  // Numbers only.
  plot.innerHTML = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"><line class="grid" x1="0" x2="${WIDTH}" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}"/><line class="grid" x1="0" x2="${WIDTH}" y1="0" y2="0"/>${series
    .map(({ style, values }) => `<path class="${style}" d="${path(values, style === "area")}"/>`)
    .join("")}</svg>`;
  for (const [share, value] of [
    [0, top],
    [50, top / 2],
  ] as const)
    plot.append(h("span", { class: "scale", style: `top: ${share}%` }, formatNumber(value, tag)));
  const cursor = h("span", { class: "cursor" });
  plot.append(cursor);

  const legend = h("ul", { class: "legend", "aria-hidden": "true" });
  legend.innerHTML = series
    .map(
      ({ style }) =>
        `<li><svg viewBox="0 0 28 12"><path class="${style}" d="${style === "area" ? "M1 3H27V11H1Z" : "M1 6H27"}"/></svg></li>`,
    )
    .join("");
  for (const [index, { id }] of series.entries()) legend.children[index]!.append(say({ key: `series.${id}` }));

  const play = h("button", { type: "button", class: "button" }, say({ key: "simulator.play" }));
  const slider = h("input", {
    type: "range",
    min: "0",
    max: String(steps),
    step: "1",
    "aria-label": say({ key: "simulator.clock" }),
  });
  const clock = h("output");
  const readout = h("p", {});
  let timer: number | undefined;
  const show = (step: number): void => {
    slider.value = String(step);
    slider.setAttribute("aria-valuetext", `${say(times[step]!)}: ${say(readouts[step]!)}`);
    cursor.style.left = `${(step / steps) * 100}%`;
    clock.textContent = say(times[step]!);
    readout.textContent = say(readouts[step]!);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = say({ key: "simulator.play" });
  };
  slider.addEventListener("input", () => {
    stop();
    show(Number(slider.value));
  });
  play.addEventListener("click", () => {
    if (timer !== undefined) {
      stop();
      return;
    }
    if (Number(slider.value) === steps) show(0);
    play.textContent = say({ key: "simulator.pause" });
    timer = window.setInterval(() => {
      show(Number(slider.value) + 1);
      if (Number(slider.value) === steps) stop();
    }, PACE_MS);
  });
  show(0);

  const marks = h("div", { class: "times", "aria-hidden": "true" });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) marks.append(h("span", {}, say(times[Math.round(share * steps)]!)));
  const element = h(
    "figure",
    {},
    h("figcaption", {}, say({ key: "chart" })),
    plot,
    marks,
    legend,
    h("div", { class: "clock" }, play, slider, clock, readout),
  );
  return { element, stop };
}

export function tableOf({ columns, rows }: NonNullable<Outcome["table"]>, say: Say): HTMLElement {
  const head = h("tr", {}, ...columns.map((id) => h("th", { scope: "col" }, say({ key: `columns.${id}` }))));
  const body = rows.map(({ head, note, isCurrent, cells }) =>
    h(
      "tr",
      isCurrent ? { "aria-current": "true" } : {},
      h("th", { scope: "row" }, say(head), note && h("small", {}, say(note))),
      ...cells.map(({ texts, bar, tone }) => {
        const words = texts.map((text) => h("span", {}, say(text)));
        const line =
          bar === undefined ? undefined : h("span", { class: "bar", style: `width: ${(bar * 100).toFixed(1)}%` });
        return h("td", {}, h("div", tone ? { "data-tone": tone } : {}, h("div", {}, ...words)), line);
      }),
    ),
  );
  return h("table", {}, h("thead", {}, head), h("tbody", {}, ...body));
}

/** 1, 2 or 5 times a power of ten, at least the number. */
function nice(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= number)!;
}
