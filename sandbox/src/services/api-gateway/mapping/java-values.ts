/** Values as a template of API Gateway sees them: JSON read by Java. Maps print as {a=1, b=2}, lists as JSON: recorded. */
export function asJava(value: unknown): unknown {
  if (value === null) return "";
  if (typeof value !== "object" || Object.hasOwn(value, "toString")) return value;
  const print = Array.isArray(value)
    ? () => JSON.stringify(value)
    : () =>
        `{${Object.entries(value)
          .map(([name, member]) => `${name}=${String(member)}`)
          .join(", ")}}`;
  Object.defineProperty(value, "toString", { value: print, enumerable: false });
  for (const [name, member] of Object.entries(value)) {
    const java = member === null ? null : asJava(member);
    if (java !== member) (value as Record<string, unknown>)[name] = java;
  }
  return value;
}

interface Call {
  property: string;
  params: unknown[];
  context: unknown;
}

type Methods = Record<string, (self: never, ...params: never[]) => unknown>;

/** Methods of java.lang.String that JavaScript's strings lack or have otherwise. */
const STRING: Methods = {
  length: (self: string) => self.length,
  isEmpty: (self: string) => self === "",
  equals: (self: string, other: unknown) => self === other,
  equalsIgnoreCase: (self: string, other: string) => self.toLowerCase() === String(other).toLowerCase(),
  contains: (self: string, part: string) => self.includes(part),
  matches: (self: string, pattern: string) => new RegExp(`^(?:${pattern})$`, "s").test(self),
  replace: (self: string, from: string, to: string) => self.replaceAll(from, () => to),
  replaceAll: (self: string, pattern: string, to: string) => self.replace(new RegExp(pattern, "g"), to),
  replaceFirst: (self: string, pattern: string, to: string) => self.replace(new RegExp(pattern), to),
  split: (self: string, pattern: string) => asJava(self.split(new RegExp(pattern))),
};

const MAP: Methods = {
  get: (self: Record<string, unknown>, name: string) => self[name],
  getOrDefault: (self: Record<string, unknown>, name: string, other: unknown) => self[name] ?? other,
  put: (self: Record<string, unknown>, name: string, value: unknown) => {
    const before = self[name] ?? "";
    self[name] = asJava(value);
    return before;
  },
  putAll: (self: object, other: object) => {
    Object.assign(self, other);
    return "";
  },
  remove: (self: Record<string, unknown>, name: string) => {
    const before = self[name] ?? "";
    delete self[name];
    return before;
  },
  containsKey: (self: object, name: string) => Object.hasOwn(self, name),
  containsValue: (self: object, value: unknown) => Object.values(self).includes(value),
  isEmpty: (self: object) => !Object.keys(self).length,
  size: (self: object) => Object.keys(self).length,
  keySet: (self: object) => asJava(Object.keys(self)),
  values: (self: object) => asJava(Object.values(self)),
  entrySet: (self: object) => Object.entries(self).map(([key, value]) => ({ key, value })),
  getKey: (self: { key: unknown }) => self.key,
  getValue: (self: { value: unknown }) => self.value,
};

const LIST: Methods = {
  get: (self: unknown[], index: number) => self[index],
  set: (self: unknown[], index: number, value: unknown) => {
    const before = self[index];
    self[index] = asJava(value);
    return before;
  },
  add: (self: unknown[], value: unknown) => {
    self.push(asJava(value));
    return true;
  },
  addAll: (self: unknown[], values: unknown[]) => {
    self.push(...values);
    return true;
  },
  remove: (self: unknown[], index: number) => self.splice(index, 1)[0],
  contains: (self: unknown[], value: unknown) => self.includes(value),
  isEmpty: (self: unknown[]) => !self.length,
  size: (self: unknown[]) => self.length,
  subList: (self: unknown[], from: number, to: number) => asJava(self.slice(from, to)),
};

/** The methods that velocityjs asks for before it looks for JavaScript's own. */
export const javaMethods = [
  {
    uid: "java",
    match: (call: Call) => methodOf(call) !== undefined,
    resolve: (call: Call) => methodOf(call)!(call.context as never, ...(call.params as never[])),
  },
];

function methodOf({ property, context }: Call): Methods[string] | undefined {
  if (typeof context === "string") return own(STRING, property);
  if (Array.isArray(context)) return own(LIST, property);
  if (
    context === null ||
    typeof context !== "object" ||
    typeof (context as Record<string, unknown>)[property] === "function"
  )
    return undefined;
  return own(MAP, property);
}

function own(methods: Methods, name: string): Methods[string] | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
