import { spawn, type ChildProcess } from "node:child_process";

// Reads "+ <pid>" and "- <pid>"; when its input closes, the sandbox is gone and whatever is still listed is killed.
const SCRIPT = `list=" "
while read -r op pid; do
  case "$op" in
    +) list="$list$pid " ;;
    -) list="\${list%% $pid *} \${list#* $pid }" ;;
  esac
done
for pid in $list; do kill -9 "$pid" 2>/dev/null; done`;

/**
 * Kills the children of a sandbox that was itself killed. A running child notices the closed IPC channel by itself, a frozen one and one
 * that a function keeps in an endless loop do not; this process (a shell, 1 MB) ends those too.
 */
export class Reaper {
  #shell: ChildProcess | undefined;

  watch(pid: number): void {
    if (!this.#shell) {
      // A session of its own, so that Ctrl-C in the terminal does not end it before the children.
      this.#shell = spawn("/bin/sh", ["-c", SCRIPT], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
      this.#shell.on("error", () => {}); // no shell: the IPC channel alone has to do
      this.#shell.stdin?.on("error", () => {});
      this.#shell.unref();
    }
    this.#shell.stdin?.write(`+ ${pid}\n`);
  }

  forget(pid: number): void {
    this.#shell?.stdin?.write(`- ${pid}\n`);
  }

  stop(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }
}
