import { expect, test } from "vitest";
import { textOf } from "./finding.ts";
import { validateDefinition } from "./validate.ts";

const S = "SCHEMA_VALIDATION_FAILED: ";
const M = "MISSING_TRANSITION_TARGET: ";
const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const one = (state: object) => ({ StartAt: "A", States: { A: state } });

const found = (definition: unknown, type: "STANDARD" | "EXPRESS" = "STANDARD") =>
  textOf(validateDefinition(typeof definition === "string" ? definition : JSON.stringify(definition), type).findings);

/** Texts: recordings, and users' reports of AWS's answers (localstack#11978, serverless-step-functions#250). */
test.each<[string, unknown]>([
  ["", one({ Type: "Pass", End: true })],
  ["", one({ Type: "Task", Resource: ARN, End: true, Comment: "c", Retry: [{ ErrorEquals: ["States.ALL"] }] })],
  [`${S}Definition must be a valid JSON object`, ""],
  [`${S}Definition must be a valid JSON object`, "[]"],
  [`${S}These fields are required: [States, StartAt] at /`, {}],
  [
    `${M}Missing 'Next' target: B at /StartAt, ${M}State "A" is not reachable. at /States/A`,
    { StartAt: "B", States: { A: { Type: "Succeed" } } },
  ],
  [`${M}Missing 'Next' target: B at /States/A/Next`, one({ Type: "Pass", Next: "B" })],
  [
    `${M}Missing 'Next' target: B at /States/A/Catch[0]/Next`,
    one({ Type: "Task", Resource: ARN, End: true, Catch: [{ ErrorEquals: ["E"], Next: "B" }] }),
  ],
  [`${S}Field is not supported at /States/A/Resource`, one({ Type: "Pass", Resource: ARN, End: true })],
  [`${S}Value is not a valid resource ARN at /States/A/Resource`, one({ Type: "Task", Resource: "f", End: true })],
  [`${S}Value is not a valid JSONPath at /States/A/InputPath`, one({ Type: "Pass", InputPath: "a", End: true })],
  [`${S}The state must have exactly one of 'Next' and 'End' at /States/A`, one({ Type: "Pass" })],
  [
    `${S}The choice rule must have exactly one comparison operator at /States/A/Choices[0]`,
    one({ Type: "Choice", Choices: [{ Variable: "$.a", Next: "A" }] }),
  ],
  [
    `${S}States.ALL must appear alone and at the end of the list at /States/A/Retry[0]/ErrorEquals`,
    one({ Type: "Task", Resource: ARN, End: true, Retry: [{ ErrorEquals: ["States.ALL", "E"] }] }),
  ],
  [
    `${S}These fields are required: [StartAt] at /States/A/Branches[0]`,
    one({ Type: "Parallel", End: true, Branches: [{ States: {} }] }),
  ],
  [
    `${S}Field is not supported at /States/A/Parameters`,
    { ...one({ Type: "Task", Resource: ARN, Parameters: {}, End: true }), QueryLanguage: "JSONata" },
  ],
])("%s", (text, definition) => expect(found(definition)).toBe(text));

test("an express state machine has no callbacks", () => {
  const definition = one({ Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true });
  expect(found(definition)).toBe("");
  expect(found(definition, "EXPRESS")).toContain("Express state machine does not support '.waitForTaskToken'");
});
