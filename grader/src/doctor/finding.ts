/** ok: nothing to do; note: may matter to you; warn: something will not work as described; bad: slab cannot run. */
export type Health = "ok" | "note" | "warn" | "bad";

/** What the doctor looked at. Its texts are `doctor.<id>.<health>` and, unless it is ok, `doctor.<id>.cure`. */
export interface Finding {
  id: string;
  health: Health;
  values?: Record<string, string | number>;
}
