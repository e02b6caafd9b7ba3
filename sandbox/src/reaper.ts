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
 * Kills the children of a process that was itself killed. A child notices a closed channel by itself, except when what it runs keeps it
 * busy in an endless loop (or it is frozen); this process (a shell, 1 MB) ends those too. A negative pid stands for a process group, as in kill(1).
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
