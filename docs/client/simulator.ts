/** Until a simulator is loaded, the words of its first case are all there is of it. */
import type { Simulator } from "../simulators/define.ts";
import { LazyElement } from "./lazy-element.ts";

const definitions = import.meta.glob<Simulator>("../simulators/*/simulator.ts", { import: "default" });

class CourseSimulator extends LazyElement {
  protected async start(): Promise<void> {
    const [{ startSimulator }, definition] = await Promise.all([
      import("./simulator/view.ts"),
      definitions[`../simulators/${this.dataset["simulator"]}/simulator.ts`]!(),
    ]);
    startSimulator(this, definition);
  }
}

customElements.define("course-simulator", CourseSimulator);
