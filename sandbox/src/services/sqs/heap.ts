/** Gives the smallest first. What is no longer wanted stays in until it comes up; `top` drops it then. */
export class Heap<T> {
  #items: T[] = [];
  readonly #key: (item: T) => number;
  readonly #isWanted: (item: T) => boolean;

  constructor(key: (item: T) => number, isWanted: (item: T) => boolean = () => true) {
    this.#key = key;
    this.#isWanted = isWanted;
  }

  push(item: T): void {
    const items = this.#items;
    items.push(item);
    for (let at = items.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.#key(items[parent]!) <= this.#key(items[at]!)) return;
      [items[parent], items[at]] = [items[at]!, items[parent]!];
      at = parent;
    }
  }

  get top(): T | undefined {
    while (this.#items.length && !this.#isWanted(this.#items[0]!)) this.#remove();
    return this.#items[0];
  }

  pop(): T | undefined {
    const { top } = this;
    if (top !== undefined) this.#remove();
    return top;
  }

  #remove(): void {
    const items = this.#items;
    const last = items.pop()!;
    if (!items.length) return;
    items[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && this.#key(items[child]!) < this.#key(items[least]!)) least = child;
      if (least === at) return;
      [items[least], items[at]] = [items[at]!, items[least]!];
      at = least;
    }
  }
}
