import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** A JSON file of the repository by its path from the root; throws with the file's name. */
export function readJson<Shape>(file: string): Shape {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`There is no file ${file}`);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Shape;
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Names of the folders in a folder of the repository, sorted. */
export function foldersIn(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
