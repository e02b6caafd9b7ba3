import fs from "node:fs";

export type Call = (...given: unknown[]) => unknown;
export type Functions = Record<string, Call>;

/** How a function of node:fs tells of an error. */
export type Fail = (error: Error, given: unknown[]) => unknown;

const byCallback: Fail = (error, given) => {
  const callback = given.at(-1);
  if (typeof callback !== "function") throw error;
  process.nextTick(callback, error);
};
const byThrowing: Fail = (error) => {
  throw error;
};
export const byRejecting: Fail = async (error) => {
  throw error;
};

/** Puts something around a function of node:fs in its three forms: with callback, synchronous, and as a promise. */
export function patch(name: string, around: (original: Call, fail: Fail) => Call): void {
  const replace = (module: Functions, key: string, fail: Fail): void => {
    const original = module[key];
    if (original) module[key] = Object.assign(around(original, fail), original);
  };
  replace(fs as unknown as Functions, name, byCallback);
  replace(fs as unknown as Functions, `${name}Sync`, byThrowing);
  replace(fs.promises as unknown as Functions, name, byRejecting);
}
