import { progress } from "./store.ts";
import { dataOf, Words } from "./words.ts";

/** A part of a page that shows the record: painted at once and after every change, also of another tab. */
export abstract class ProgressElement extends HTMLElement {
  protected words!: Words;
  #unsubscribe: (() => void) | undefined;

  connectedCallback(): void {
    this.words = new Words(dataOf(this, "words"), document.documentElement.lang);
    this.start();
    this.#unsubscribe = progress.subscribe(() => this.paint());
    this.paint();
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
  }

  /** Once, before the first painting. */
  protected start(): void {}

  protected abstract paint(): void;

  protected find<T extends Element = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`${this.localName} has no ${selector}`);
    return found;
  }

  protected findAll<T extends Element = HTMLElement>(selector: string): T[] {
    return [...this.querySelectorAll<T>(selector)];
  }

  protected onClick(selector: string, act: () => void): void {
    this.find(selector).addEventListener("click", act);
  }
}
