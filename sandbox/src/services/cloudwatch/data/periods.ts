/** Seconds: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html (2026-11-21) */
export function isPeriod(seconds: number): boolean {
  return [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

/** The begins of the periods from `start` until `end`, ascending; of those that have begun. */
export function periodsBetween(start: number, end: number, seconds: number, now: number): number[] {
  const ms = seconds * 1000;
  const times: number[] = [];
  for (let time = Math.floor(start / ms) * ms; time < Math.min(end, now + 1); time += ms) times.push(time);
  return times;
}
