import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { workDir } from "../paths.ts";
import { appFiles } from "./app-files.ts";
import { isEditorsOwn } from "./unsaved.ts";

const POLL_MS = 200;

/**
 * Tells when files of work/<lab> were saved. It compares times and sizes instead of asking the system for events: a lab is a handful of
 * files, and events are missing or doubled on network drives, in containers, and with editors that save by renaming.
 */
export class WorkWatcher {
  readonly #lab: string;
  #seen: Map<string, string>;

  constructor(lab: string) {
    this.#lab = lab;
    this.#seen = this.#look();
  }

  /** The files that were saved, made or removed since the last call, as soon as there are any and nothing more is being written. */
  async changes(signal: AbortSignal): Promise<string[]> {
    for (;;) {
      let now = this.#look();
      const first = difference(this.#seen, now);
      if (first.length) {
        // "Save all" writes file after file: wait for the last.
        for (let before = new Map(this.#seen); difference(before, now).length; now = this.#look()) {
          before = now;
          await pause(POLL_MS, undefined, { signal });
        }
        const changed = difference(this.#seen, now);
        this.#seen = now;
        if (changed.length) return changed;
      }
      await pause(POLL_MS, undefined, { signal });
    }
  }

  #look(): Map<string, string> {
    const files = appFiles(this.#lab, "work").filter((file) => !isEditorsOwn(basename(file)));
    return new Map(files.map((file) => [file, signature(join(workDir(this.#lab), file))]));
  }
}

function signature(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : "";
}

function difference(before: Map<string, string>, now: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((file) => before.get(file) !== now.get(file))
    .toSorted();
}
