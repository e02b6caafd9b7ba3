export type Scalar = string | number | boolean | null;

/** A leaf of an event. */
export interface Field {
  value: Scalar;
  /** The elements of arrays that it lies in: array -> index. */
  elements: ReadonlyMap<string, number>;
}

/** The leaves of an event by path; names are joined with dots, so that {"a.b": 1} and {"a": {"b": 1}} are the same. Arrays add nothing to a path. */
export function fieldsOf(event: unknown): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  collect(event, "", "", new Map(), fields);
  return fields;
}

function collect(
  value: unknown,
  path: string,
  place: string,
  elements: ReadonlyMap<string, number>,
  fields: Map<string, Field[]>,
): void {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      const isObject = element !== null && typeof element === "object";
      const inside = isObject ? new Map([...elements, [place, index] as const]) : elements;
      collect(element, path, `${place}[${index}]`, inside, fields);
    }
    return;
  }
  if (value !== null && typeof value === "object") {
    for (const [name, member] of Object.entries(value))
      collect(member, path ? `${path}.${name}` : name, `${place}.${name}`, elements, fields);
    return;
  }
  const found = fields.get(path);
  const field = { value: value as Scalar, elements };
  if (found) found.push(field);
  else fields.set(path, [field]);
}
