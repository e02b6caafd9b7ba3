/** A lab's state: on its page per check and target, on its card in one line. */
import { ProgressElement } from "./element.ts";
import { h } from "./dom.ts";
import { TARGETS, type LabRun, type Target } from "./record.ts";
import { checkState, labState, passedOf, sign, targetName } from "./state.ts";
import { progress } from "./store.ts";

class LabTasks extends ProgressElement {
  protected override paint(): void {
    const runs = progress.lab(this.dataset["lab"]!);
    const checks = this.findAll("[data-check]");
    const ids = checks.map(({ dataset }) => dataset["check"]!);
    const targets = TARGETS.filter((target) => runs?.[target]);
    for (const check of checks)
      check.querySelector("[data-states]")?.replaceChildren(
        ...targets.map((target) => {
          const state = checkState(runs?.[target], check.dataset["check"]!);
          return h(
            "span",
            { "data-state": state, "data-target": target },
            sign(state),
            this.words.say("lab.checkState", {
              target: targetName(target, this.words),
              state: this.words.say(`lab.verdict.${state}`),
            }),
          );
        }),
      );
    this.find("[data-summary]").replaceChildren(
      ...targets.map((target) => h("p", {}, ...this.#summary(target, runs![target]!, ids))),
    );
  }

  #summary(target: Target, run: LabRun, checks: string[]): Node[] {
    const passed = passedOf(run, checks);
    const { version } = this.dataset;
    const text = this.words.say("lab.summary", {
      target: targetName(target, this.words),
      passed,
      all: checks.length,
      reached: run.points.reached,
      possible: run.points.possible,
      date: this.words.dateTime(run.at),
    });
    const changed =
      run.labVersion === version
        ? ""
        : ` ${this.words.say("lab.changed", { was: run.labVersion, now: version ?? "" })}`;
    return [sign(passed === checks.length ? "done" : "begun"), new Text(text + changed)];
  }
}

class LabCard extends ProgressElement {
  protected override paint(): void {
    const lab = progress.lab(this.dataset["lab"]!);
    const state = labState(lab);
    const passed = TARGETS.filter((target) => lab?.[target]?.passed).map((target) => targetName(target, this.words));
    const text =
      state === "done"
        ? this.words.say("lab.card.done", { targets: passed.join(", ") })
        : this.words.say(`lab.card.${state}`);
    this.find("[data-state-text]").replaceChildren(sign(state), text);
  }
}

customElements.define("lab-tasks", LabTasks);
customElements.define("lab-card", LabCard);
