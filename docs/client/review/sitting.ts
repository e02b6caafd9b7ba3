/** One sitting: each item until it was right once. What was missed comes again at the end, with the others in between. */
import { keyOf, type Entry } from "./queue.ts";

export class Sitting {
  readonly #waiting: Entry[];
  readonly #missed = new Set<string>();
  #right = 0;
  #dropped = 0;

  constructor(entries: readonly Entry[]) {
    this.#waiting = [...entries];
  }

  /** Undefined: the sitting is over. */
  get current(): Entry | undefined {
    return this.#waiting[0];
  }

  get following(): Entry | undefined {
    return this.#waiting[1];
  }

  get left(): number {
    return this.#waiting.length;
  }

  /** Whether this is the item's first answer in the sitting, the one that counts. */
  get isFirst(): boolean {
    return this.current !== undefined && !this.#missed.has(keyOf(this.current.item));
  }

  /** Of the items asked so far: how many, and how many were right at once. */
  get score(): { right: number; asked: number } {
    return { right: this.#right, asked: this.#right + this.#missed.size };
  }

  /** Moves on to the next item. */
  answer(correct: boolean): void {
    const entry = this.#waiting.shift();
    if (!entry) return;
    const key = keyOf(entry.item);
    if (correct && !this.#missed.has(key)) this.#right++;
    if (correct) return;
    this.#missed.add(key);
    this.#waiting.push(entry);
  }

  /** The current item cannot be shown. */
  drop(): void {
    this.#waiting.shift();
    this.#dropped++;
  }

  get dropped(): number {
    return this.#dropped;
  }
}
