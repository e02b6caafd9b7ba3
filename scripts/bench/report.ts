/** What was measured, a line each. */
export interface Figure {
  id: string;
  value: number;
  unit: string;
  /** What must be reached, "" where the figure is only reported. */
  goal: string;
  ok: boolean;
  noise: string;
}

export type Report = (id: string, values: number[], unit: string, goal?: { most?: number; least?: number }) => void;

/** Takes the figures of a run and prints each as it comes; with `isQuiet` they are only kept. */
export function createReport(isQuiet: boolean): { report: Report; figures: Figure[] } {
  const figures: Figure[] = [];
  const report: Report = (id, values, unit, goal = {}) => {
    const sorted = [...values].sort((a, b) => a - b);
    const value = round(median(sorted));
    const figure = {
      id,
      value,
      unit,
      goal:
        goal.most !== undefined
          ? `<= ${goal.most} ${unit}`
          : goal.least !== undefined
            ? `>= ${goal.least} ${unit}`
            : "",
      ok: value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity),
      noise: sorted.length > 1 ? `${round(sorted[0]!)}..${round(sorted.at(-1)!)}, n=${sorted.length}` : "",
    };
    figures.push(figure);
    if (isQuiet) return;
    const columns = [figure.id.padEnd(34), `${value} ${unit}`.padStart(12), figure.goal.padStart(12)];
    console.log([...columns, figure.ok ? "ok  " : "MISS", figure.noise].join("  "));
  };
  return { report, figures };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
