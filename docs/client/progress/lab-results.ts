/** Takes the file that slab writes and marks the checks of its lab. */
import { h } from "./dom.ts";
import { refusalText, takeFiles, textOf } from "./drop.ts";
import { ProgressElement } from "./element.ts";
import { Refused } from "./refusal.ts";
import { parseResults, type KnownLabs, type Results } from "./results.ts";
import { targetName } from "./state.ts";
import { progress } from "./store.ts";
import { dataOf } from "./words.ts";

type Labs = Readonly<Record<string, KnownLabs[string] & { title: string }>>;

class LabResults extends ProgressElement {
  #labs: Labs = {};

  protected override start(): void {
    this.#labs = dataOf<Labs>(this, "labs");
    this.find("[data-zone]").hidden = false;
    takeFiles(this.find("[data-zone]"), (files) => void this.#take(files));
  }

  protected override paint(): void {}

  async #take(files: File[]): Promise<void> {
    const lines: string[] = [];
    for (const file of files) lines.push(...(await this.#read(file)));
    this.find("[data-outcome]").replaceChildren(...lines.map((line) => h("p", {}, line)));
  }

  async #read(file: File): Promise<string[]> {
    const refused = (reason: string): string[] => [
      this.words.say("progress.results.refused", { file: file.name, reason }),
    ];
    let text: string;
    try {
      text = await textOf(file);
    } catch (error) {
      return refused(
        error instanceof Refused
          ? refusalText(error.refusal, this.words)
          : this.words.say("progress.refused.unreadable"),
      );
    }
    const parsed = parseResults(text, this.#labs);
    if (parsed.ok) return this.#keep(parsed.results);
    const { refusal } = parsed;
    // A lab's page knows its own checks only.
    if (refusal.code === "unknown-lab" && this.dataset["lab"] !== undefined)
      return refused(this.words.say("progress.results.elsewhere", { lab: refusal.lab }));
    return refused(refusalText(refusal, this.words));
  }

  #keep(results: Results): string[] {
    const kept = progress.labRun(results);
    const verdicts = Object.values(results.verdicts);
    const lab = this.#labs[results.lab]!;
    const { words } = this;
    return [
      words.say(`progress.results.${kept}`, {
        lab: lab.title,
        target: targetName(results.target, words),
        passed: verdicts.filter((verdict) => verdict === "pass").length,
        all: lab.checks.length,
        reached: results.points.reached,
        possible: results.points.possible,
        date: words.dateTime(results.at),
      }),
      ...(results.labVersion === lab.version
        ? []
        : [words.say("progress.results.version", { was: results.labVersion, now: lab.version })]),
      ...(results.unknownChecks.length
        ? [words.say("progress.results.unknown", { checks: results.unknownChecks.join(", ") })]
        : []),
      ...(results.missingChecks.length
        ? [words.say("progress.results.missing", { checks: results.missingChecks.join(", ") })]
        : []),
      ...(verdicts.some((verdict) => verdict === "error" || verdict === "skip")
        ? [words.say("progress.results.notJudged")]
        : []),
    ];
  }
}

customElements.define("lab-results", LabResults);
