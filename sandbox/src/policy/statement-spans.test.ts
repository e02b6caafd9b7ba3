import { expect, test } from "vitest";
import { referencedKeys } from "./referenced-keys.ts";
import { statementSpans } from "./statement-spans.ts";

const text = (spans: { start: { column: number }; end: { column: number } }[], document: string) =>
  spans.map(({ start, end }) => document.slice(start.column - 1, end.column - 1));

test("statementSpans finds the statements of a list", () => {
  const first = `{"Effect":"Allow","Condition":{"Bool":{"a":"}"}}}`;
  const document = `{"Version":"2012-10-17","Statement":[${first}, {"Sid":"Statement"}]}`;

  expect(text(statementSpans(document), document)).toEqual([first, `{"Sid":"Statement"}`]);
});

test("statementSpans finds one statement without a list, over lines", () => {
  expect(statementSpans(`{\n "Statement": {\n } }`)).toEqual([
    { start: { line: 2, column: 15 }, end: { line: 3, column: 3 } },
  ]);
});

test("referencedKeys lists keys of conditions and variables", () => {
  const document = JSON.stringify({
    Statement: {
      Resource: ["arn:aws:s3:::b/${aws:username, 'x'}/${*}"],
      Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } },
    },
  });

  expect(referencedKeys(document)).toEqual(["aws:ResourceTag/team", "aws:username", "aws:PrincipalTag/team"]);
});
