import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";

/** Linux tells at once; elsewhere `ps` has to be started for it. */
const INTERVAL_MS = process.platform === "linux" ? 20 : 500;

/**
 * How much later than on AWS a process is ended: systems count the memory of one process differently, and a function that just fits on
 * AWS must fit here.
 */
const ALLOWANCE_MB = 32;

/** Those that are being looked at. One timer for all: to arm one for each invocation costs the short ones a twentieth of their time. */
const watches = new Set<MemoryWatch>();
let timer: NodeJS.Timeout | undefined;

function lookAtAll(): void {
  for (const watch of watches) watch.look();
  if (watches.size) return;
  clearInterval(timer);
  timer = undefined;
}

/** Looks at the memory of a process, from outside: a function that fills it in a loop lets nothing else run. */
export class MemoryWatch {
  /** The most that was seen. */
  peakMb = 0;
  #pid: number | undefined;
  #limitMb: number;
  #onExceeded: () => void;

  constructor(pid: number | undefined, memorySizeMb: number, onExceeded: () => void) {
    this.#pid = pid;
    this.#limitMb = memorySizeMb + ALLOWANCE_MB;
    this.#onExceeded = onExceeded;
  }

  start(): void {
    if (process.platform === "win32" || this.#pid === undefined) return;
    watches.add(this);
    timer ??= setInterval(lookAtAll, INTERVAL_MS).unref();
  }

  stop(): void {
    watches.delete(this);
  }

  /** Takes what the process itself said, too. True when it has used more than it may. */
  isExceeded(residentBytes: number): boolean {
    this.#see(Math.ceil(residentBytes / 1024 / 1024));
    if (process.platform === "linux") this.#see(linuxPeakMb(this.#pid));
    return this.peakMb > this.#limitMb;
  }

  look(): void {
    if (process.platform === "linux") this.#judge(linuxPeakMb(this.#pid));
    else
      execFile("ps", ["-o", "rss=", "-p", String(this.#pid)], (error, stdout) => {
        if (!error) this.#judge(Math.ceil(Number(stdout) / 1024));
      });
  }

  #judge(residentMb: number): void {
    this.#see(residentMb);
    if (this.peakMb <= this.#limitMb) return;
    this.stop();
    this.#onExceeded();
  }

  #see(residentMb: number): void {
    this.peakMb = Math.max(this.peakMb, residentMb);
  }
}

/** The peak of the process's life; 0 when it is gone. */
function linuxPeakMb(pid: number | undefined): number {
  try {
    const [, kilobytes = "0"] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.ceil(Number(kilobytes) / 1024);
  } catch {
    return 0;
  }
}
