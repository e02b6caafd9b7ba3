/** Something that the learner (or author) can fix. Shown translated and without a stack; `key` names the text in strings/<lang>.json under "errors". */
export class UserError extends Error {
  readonly key: string;
  readonly values: Record<string, string | number>;

  constructor(key: string, values: Record<string, string | number> = {}) {
    super(key);
    this.name = "UserError";
    this.key = key;
    this.values = values;
  }
}
