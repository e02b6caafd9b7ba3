import type { Command } from "commander";
import { join } from "node:path";
import { completeWords, SHELLS } from "../completion.ts";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { root } from "../paths.ts";
import { print } from "../terminal.ts";

/**
 * `slab completion <shell>`: a script for the shell's start file. It makes `slab` a command of its own, because `npx slab` works in the
 * course's folder only and npx has completions of its own, and asks `slab complete` at each tab: a lab that a `git pull` brings is known at once.
 */
export async function completionCommand(shell: string): Promise<number> {
  const script = SCRIPTS[shell];
  if (!script) throw new UserError("unknownShell", { shell, known: SHELLS.join(", ") });
  const slab = `node ${quoted(join(root, "grader", "bin", "slab.js"))}`;
  print(`# ${t("completion.use", { shell, line: START_LINES[shell]!(slab) })}`);
  print(script(slab));
  return 0;
}

/** `slab complete -- <words...>`: for the scripts. One line each: the word, a tab, what it is. */
export async function completeCommand(program: Command, words: string[]): Promise<number> {
  for (const { word, about } of completeWords(program, words)) print(about ? `${word}\t${about}` : word);
  return 0;
}

/** By its path: a shell starts elsewhere, and there `npx slab` would fetch a stranger's package. */
const START_LINES: Record<string, (slab: string) => string> = {
  bash: (slab) => `eval "$(${slab} completion bash)"`,
  zsh: (slab) => `eval "$(${slab} completion zsh)"`,
  fish: (slab) => `${slab} completion fish | source`,
};

const SCRIPTS: Record<string, (slab: string) => string> = {
  bash: (slab) => `type slab >/dev/null 2>&1 || slab() { ${slab} "$@"; }
_slab() {
  local IFS=$'\\n'
  COMPREPLY=($(slab complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _slab slab`,
  zsh: (slab) => `(( $+commands[slab] || $+functions[slab] )) || slab() { ${slab} "$@" }
_slab() {
  local -a found
  local tab=$'\\t'
  found=("\${(@f)$(slab complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "$found" ]] || { _files; return }
  found=("\${(@)found//:/\\\\:}")
  found=("\${(@)found/$tab/:}")
  _describe slab found
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _slab slab`,
  fish: (slab) => `if not type -q slab
  function slab
    ${slab} $argv
  end
end
function __slab_complete
  set -l words (commandline -opc)
  set -l typed (commandline -ct)
  slab complete -- $words[2..-1] "$typed" 2>/dev/null
end
complete -c slab -f -a '(__slab_complete)'
complete -c slab -l results -r -F
complete -c slab -l junit -r -F`,
};

/** For POSIX shells and fish alike: in single quotes only the quote itself is special. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
