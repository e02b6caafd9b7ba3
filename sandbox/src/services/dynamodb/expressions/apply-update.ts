import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import type { Item } from "../attribute-value.ts";
import { attribute, equalValues, typeOf } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import { addNumbers } from "../number.ts";
import { valueAt } from "./document-path.ts";
import type { Action, BoundSetValue } from "./update.ts";

/** The item after an update. `item` stays as it is: all values are read from it before anything changes. */
export function applyUpdate(actions: Action[], item: Item): Item {
  const values = actions.map((action) => (action.kind === "SET" ? evaluate(action.value, item) : undefined));
  const draft = new Draft(item);
  actions.forEach((action, index) => {
    if (action.kind === "SET") draft.set(action.parts, values[index]!);
    else if (action.kind === "REMOVE") draft.remove(action.parts);
    else {
      const current = valueAt(item, action.parts);
      if (action.kind === "ADD") draft.set(action.parts, add(current, action.value));
      else subtract(draft, action.parts, current, action.value);
    }
  });
  return draft.finish();
}

function evaluate(value: BoundSetValue, item: Item): AttributeValue {
  switch (value.kind) {
    case "value":
      return value.value;
    case "path": {
      const found = valueAt(item, value.parts);
      if (!found) throw validation("The provided expression refers to an attribute that does not exist in the item");
      return found;
    }
    case "if_not_exists":
      return valueAt(item, value.path.parts) ?? evaluate(value.otherwise, item);
    case "list_append": {
      const first = evaluate(value.first, item);
      const second = evaluate(value.second, item);
      if (!first.L || !second.L) throw new IncorrectType();
      return { L: [...first.L, ...second.L] };
    }
    case "arithmetic": {
      const left = evaluate(value.left, item);
      const right = evaluate(value.right, item);
      if (left.N === undefined || right.N === undefined) throw new IncorrectType();
      return { N: addNumbers(left.N, value.operator, right.N) };
    }
  }
}

/** ADD: a number to a number, members to a set; what is missing counts as 0 or as the empty set. */
function add(current: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (!current) return value;
  if (typeOf(current) !== typeOf(value)) throw new IncorrectType();
  if (value.N !== undefined) return { N: addNumbers(current.N!, "+", value.N) };
  if (value.BS) return { BS: [...current.BS!, ...value.BS.filter((member) => !hasBytes(current.BS!, member))] };
  if (value.SS) return { SS: [...new Set([...current.SS!, ...value.SS])] };
  return { NS: [...new Set([...current.NS!, ...value.NS!])] };
}

/** DELETE: takes members out of a set; an emptied set goes as a whole. */
function subtract(
  draft: Draft,
  parts: (string | number)[],
  current: AttributeValue | undefined,
  value: AttributeValue,
): void {
  if (!current) return draft.check(parts);
  if (typeOf(current) !== typeOf(value)) throw new IncorrectType();
  const left: AttributeValue = value.BS
    ? { BS: current.BS!.filter((member) => !hasBytes(value.BS, member)) }
    : value.SS
      ? { SS: current.SS!.filter((member) => !value.SS.includes(member)) }
      : { NS: current.NS!.filter((member) => !value.NS!.includes(member)) };
  if ((left.BS ?? left.SS ?? left.NS).length) draft.set(parts, left);
  else draft.remove(parts);
}

function hasBytes(members: Uint8Array[], member: Uint8Array): boolean {
  return members.some((other) => equalValues({ B: other }, { B: member }));
}

/** Apart from other errors, because updates without expressions have other words for it. */
export class IncorrectType extends AwsError {
  constructor() {
    super("ValidationException", "An operand in the update expression has an incorrect data type", { status: 400 });
  }
}

function invalidPath() {
  return validation("The document path provided in the update expression is invalid for update");
}

/** What happens to one list: indexes mean the list as it was, so removals and appends wait until the end. */
interface ListChanges {
  list: AttributeValue[];
  removed: Set<number>;
  appended: { index: number; value: AttributeValue }[];
}

/** A copy of an item in which only what changes is copied. */
class Draft {
  #item: Item;
  /** Maps and lists that are ours to change, by the original. */
  #copies = new Map<AttributeValue, AttributeValue>();
  #lists = new Map<AttributeValue, ListChanges>();

  constructor(item: Item) {
    this.#item = { ...item };
  }

  set(parts: readonly (string | number)[], value: AttributeValue): void {
    const last = parts.at(-1)!;
    if (parts.length === 1) {
      this.#item[last as string] = value;
      return;
    }
    const parent = this.#parent(parts);
    if (typeof last === "string") parent.M![last] = value;
    else if (last < parent.L!.length) parent.L![last] = value;
    else this.#changes(parent).appended.push({ index: last, value });
  }

  remove(parts: readonly (string | number)[]): void {
    const last = parts.at(-1)!;
    if (parts.length === 1) delete this.#item[last as string];
    else {
      const parent = this.#parent(parts);
      if (typeof last === "string") delete parent.M![last];
      else this.#changes(parent).removed.add(last);
    }
  }

  /** Throws where the way to a path does not exist. */
  check(parts: readonly (string | number)[]): void {
    if (parts.length > 1) this.#parent(parts);
  }

  finish(): Item {
    for (const { list, removed, appended } of this.#lists.values()) {
      const kept = list.filter((_, index) => !removed.has(index));
      appended.sort((a, b) => a.index - b.index);
      list.splice(0, list.length, ...kept, ...appended.map(({ value }) => value));
    }
    return this.#item;
  }

  #changes(parent: AttributeValue): ListChanges {
    let changes = this.#lists.get(parent);
    if (!changes) this.#lists.set(parent, (changes = { list: parent.L!, removed: new Set(), appended: [] }));
    return changes;
  }

  /** The map or list that holds the last part, as a copy that may be changed. */
  #parent(parts: readonly (string | number)[]): AttributeValue {
    let container: AttributeValue = { M: this.#item };
    for (let at = 0; at < parts.length - 1; at++) {
      const part = parts[at]!;
      const inside: AttributeValue | undefined =
        typeof part === "number" ? container.L?.[part] : container.M && attribute(container.M, part);
      if (!inside) throw invalidPath();
      const copy = this.#copy(inside);
      if (typeof part === "number") container.L![part] = copy;
      else container.M![part] = copy;
      container = copy;
    }
    const last = parts.at(-1);
    if (typeof last === "number" ? !container.L : !container.M) throw invalidPath();
    return container;
  }

  #copy(value: AttributeValue): AttributeValue {
    if (!value.M && !value.L) throw invalidPath();
    const known = this.#copies.get(value);
    if (known) return known;
    const copy: AttributeValue = value.M ? { M: { ...value.M } } : { L: [...value.L] };
    // A copy met again on the next path must not be copied once more.
    this.#copies.set(value, copy);
    this.#copies.set(copy, copy);
    return copy;
  }
}
