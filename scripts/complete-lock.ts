/**
 * npm leaves platform packages that it could not look up out of the lock file, and then `npm ci` refuses that lock ("Missing: ... from lock file").
 * This adds an entry for each optional dependency that has none. Run it after every `npm install` that changes the lock: `npm run lock`.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = "package-lock.json";
const OS = /(android|darwin|freebsd|linux|openharmony|win32|windows)/;
const CPU = /(wasm32|arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)/;

const lock = JSON.parse(readFileSync(FILE, "utf8")) as { packages: Record<string, LockEntry> };
const added: string[] = [];
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = resolutionPaths(path, name);
    const found = places.find((place) => lock.packages[place]);
    const exact = /^\d/.test(version);
    if (found && (!exact || lock.packages[found]?.version === version)) continue;
    if (!exact) throw new Error(`${path} wants ${name}@${version}: not one version, look it up by hand`);
    // Beside the package that wants it, where npm puts it, unless the top level is free.
    lock.packages[found ? places[1]! : places.at(-1)!] = platformEntry(name, version, entry);
    added.push(`${name}@${version}`);
  }

if (added.length) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${FILE}: ${added.length} platform packages added`);

/** Where Node.js looks for `name` from the package at `path`, nearest first: its own node_modules, its neighbours, the top level. */
function resolutionPaths(path: string, name: string): string[] {
  const folders = [
    path,
    ...[...path.matchAll(/\/node_modules\//g)].map((match) => path.slice(0, match.index)).reverse(),
  ];
  return [
    ...new Set([...folders.map((folder) => (folder ? `${folder}/node_modules/${name}` : "")), `node_modules/${name}`]),
  ].filter(Boolean);
}

/** The name of a platform package tells its platform: @oxlint/binding-linux-x64-musl. */
function platformEntry(name: string, version: string, parent: LockEntry): LockEntry {
  const platform = name.slice(name.lastIndexOf("/") + 1);
  const os = OS.exec(platform)?.[1]?.replace("windows", "win32");
  const cpu = CPU.exec(platform)?.[1];
  if (!cpu || (!os && cpu !== "wasm32")) throw new Error(`cannot read a platform from the name ${name}`);
  const libc = /musl/.test(platform) ? ["musl"] : /gnu/.test(platform) && os === "linux" ? ["glibc"] : undefined;
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}
