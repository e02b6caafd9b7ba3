/** The same order for the same seed, so that a page is built the same twice. */

/** `items` in an order that is none of `avoid` (the right one, the one just seen). With three items or more there always is one beside two others. */
export function shuffled(items: readonly string[], seed: string, avoid: readonly (readonly string[])[] = []): string[] {
  const isAvoided = (order: readonly string[]): boolean =>
    avoid.some((other) => other.every((item, index) => item === order[index]));
  const random = generator(seed);
  const order = [...items];
  for (let attempt = 0; attempt < 20; attempt++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    if (!isAvoided(order)) return order;
  }
  for (let turn = 1; turn < order.length; turn++) {
    const turned = [...items.slice(turn), ...items.slice(0, turn)];
    if (!isAvoided(turned)) return turned;
  }
  return order;
}

/** mulberry32, seeded by the FNV-1a hash of the text. */
export function generator(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
