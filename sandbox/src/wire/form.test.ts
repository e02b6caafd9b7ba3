import * as iam from "@aws-sdk/client-iam";
import * as sns from "@aws-sdk/client-sns";
import { expect, test } from "vitest";
import { Codec } from "./codec.ts";
import { parseForm, readForm } from "./form.ts";
import { shapeOf } from "./schema.ts";

const operations = new Map([...new Codec(iam).client.operations, ...new Codec(sns).client.operations]);

function read(operation: string, form: string): unknown {
  return readForm(shapeOf(operations.get(operation)!, "input")!, parseForm(Buffer.from(form)), false);
}

test("lists are in the order of their numbers", () => {
  expect(read("UntagRole", "RoleName=r&TagKeys.member.10=b&TagKeys.member.2=a")).toEqual({
    RoleName: "r",
    TagKeys: ["a", "b"],
  });
});

test.each([
  ["UntagRole", "TagKeys.member.=a"],
  ["UntagRole", "TagKeys.member.x=a"],
  ["UntagRole", "TagKeys.member.1.a=b"],
  ["Publish", "MessageAttributes.entry.1.Name=a"],
  ["Publish", "MessageAttributes.entry.1.Value.DataType=String"],
  ["ListRoles", "MaxItems=many"],
  ["ListRoles", "MaxItems="],
  ["UpdateAccountPasswordPolicy", "RequireSymbols=maybe"],
])("%s with %s is refused", (operation, form) => {
  expect(() => read(operation, form)).toThrow(expect.objectContaining({ code: "MalformedInput", status: 400 }));
});
