import { expect, test } from "vitest";
import { archive } from "./archive.ts";

test("an empty KmsKeyIdentifier, which CDK always writes, is no customer key", () => {
  expect(archive.refuses!({ KmsKeyIdentifier: "" })).toEqual([]);
  expect(archive.refuses!({})).toEqual([]);
  expect(archive.refuses!({ KmsKeyIdentifier: "alias/own" })).toHaveLength(1);
});
