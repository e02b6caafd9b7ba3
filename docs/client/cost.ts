/** Until the calculator is loaded, the bill of the example is all there is of it. */
import { LazyElement } from "./lazy-element.ts";

class CourseCost extends LazyElement {
  protected async start(): Promise<void> {
    const { startCost } = await import("./cost/view.ts");
    startCost(this);
  }
}

customElements.define("course-cost", CourseCost);
