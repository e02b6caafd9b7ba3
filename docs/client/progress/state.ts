/** States in a sign and a word: never by colour alone. */
import { h } from "./dom.ts";
import { TARGETS, type LabRecord, type LabRun, type LessonRecord, type Target } from "./record.ts";
import type { Words } from "./words.ts";

export type State = "done" | "begun" | "none" | "fail" | "error";

export function lessonState(lesson: LessonRecord | undefined): State {
  if (lesson?.done) return "done";
  return lesson ? "begun" : "none";
}

export function labState(lab: LabRecord | undefined): State {
  const runs = TARGETS.map((target) => lab?.[target]).filter((run) => run !== undefined);
  if (runs.some(({ passed }) => passed)) return "done";
  return runs.length ? "begun" : "none";
}

export function checkState(run: LabRun | undefined, check: string): State {
  const verdict = run?.checks[check]?.verdict;
  if (verdict === "pass") return "done";
  return verdict === undefined || verdict === "skip" ? "none" : verdict;
}

/** How many of these checks passed in the last run. */
export function passedOf(run: LabRun | undefined, checks: readonly string[]): number {
  return checks.filter((check) => checkState(run, check) === "done").length;
}

export function targetName(target: Target, words: Words): string {
  return words.say(`progress.target.${target}`);
}

const SHAPES: Record<State, string> = {
  done: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="m4.8 8.2 2.2 2.2 4.2-4.6" class="cut"/>',
  begun: '<circle cx="8" cy="8" r="6.2" class="line"/><path d="M8 3.5a4.5 4.5 0 0 1 0 9z" fill="currentColor"/>',
  none: '<circle cx="8" cy="8" r="6.2" class="line" stroke-dasharray="2 2.4"/>',
  fail: '<rect x="1.5" y="1.5" width="13" height="13" rx="3" class="line"/><path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" class="line"/>',
  error: '<path d="M8 1.6 15 14H1z" class="line"/><path d="M8 6v4m0 1.6v.4" class="line"/>',
};

/** The sign of a state; the word goes beside it, or is given here for those who do not see the sign. */
export function sign(state: State, hiddenWord?: string): HTMLElement {
  const mark = h("span", { class: "progress-sign", "data-state": state });
  mark.innerHTML = `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SHAPES[state]}</svg>`;
  if (hiddenWord) mark.append(h("span", { class: "visually-hidden" }, ` (${hiddenWord})`));
  return mark;
}
