import { Cron } from "croner";

/** Zero-based in croner, one-based at AWS. */
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const NUMBER = /^\d+$/;

interface Field {
  least: number;
  most: number;
  names?: readonly string[];
  /** Forms beside numbers, ranges, lists and steps. */
  special?: RegExp;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (2026-11) */
const FIELDS: Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, special: /^(L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { least: 1, most: 12, names: MONTHS },
  { least: 1, most: 7, names: DAYS, special: /^(L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/ },
  { least: 1970, most: 2199 },
];

/** AWS's six fields (minutes hours day-of-month month day-of-week year) as croner's seven; `undefined` where AWS takes them for no cron expression. */
export function cronPattern(text: string): string | undefined {
  const fields = text.trim().toUpperCase().split(/\s+/);
  if (fields.length !== FIELDS.length) return undefined;
  if (!fields.every((field, index) => isField(field, index))) return undefined;
  const [minutes, hours, day, month, weekday, year] = fields as [string, string, string, string, string, string];
  // One of the days must be "?", and both never say something.
  if ((day === "?") === (weekday === "?")) return undefined;
  return [
    "0",
    steps(minutes, FIELDS[0]!),
    steps(hours, FIELDS[1]!),
    day === "?" ? "*" : steps(day, FIELDS[2]!),
    steps(month, FIELDS[3]!),
    weekday === "?" ? "*" : weekdays(weekday),
    steps(year, FIELDS[5]!),
  ].join(" ");
}

/** The first time after `from` (milliseconds) at which the pattern holds in the zone; `undefined` when there is none. */
export function nextCronTime(pattern: string, from: number, timezone: string): number | undefined {
  const cron = new Cron(pattern, { timezone, paused: true });
  let after = new Date(from);
  for (;;) {
    const next = cron.nextRun(after);
    if (!next) return undefined;
    if (holdsAt(pattern, next, timezone)) return next.getTime();
    after = next;
  }
}

/**
 * A local time that daylight saving leaves out is skipped, where croner moves it by an hour:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html (2026-11).
 */
function holdsAt(pattern: string, time: Date, timezone: string): boolean {
  const [, minutes, hours] = pattern.split(" ");
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
  const [hour, minute] = format.format(time).split(":").map(Number) as [number, number];
  return matches(minutes!, minute) && matches(hours!, hour);
}

function matches(field: string, value: number): boolean {
  return field.split(",").some((part) => {
    const [range, step = "1"] = part.split("/");
    const [from, to] = range === "*" ? [0, 59] : range!.split("-").map(Number);
    return value >= from! && value <= (to ?? from!) && (value - from!) % Number(step) === 0;
  });
}

function isField(field: string, index: number): boolean {
  const { least, most, names, special } = FIELDS[index]!;
  if (field === "*") return true;
  if (field === "?") return index === 2 || index === 4;
  if (special?.test(field)) return true;
  const isValue = (text: string): boolean =>
    (names?.includes(text) ?? false) || (NUMBER.test(text) && Number(text) >= least && Number(text) <= most);
  return field.split(",").every((part) => {
    const [range, step, ...rest] = part.split("/");
    if (rest.length || (step !== undefined && (!NUMBER.test(step) || Number(step) < 1))) return false;
    if (range === "*") return step !== undefined;
    const ends = range!.split("-");
    return ends.length <= 2 && ends.every((end) => isValue(end));
  });
}

/** `5/10` counts from 5 to the end of the field at AWS. */
function steps(field: string, { most }: Field): string {
  return field.replaceAll(/(?<![-\d])(\d+)\/(\d+)/g, (_, from: string, step: string) => `${from}-${most}/${step}`);
}

function weekdays(field: string): string {
  if (field === "L") return "SAT";
  const named = field.replaceAll(/(?<![#/\d])[1-7]/g, (day) => DAYS[Number(day) - 1]!);
  return named.replace(/L$/, "#L");
}
