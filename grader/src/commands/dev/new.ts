import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { UserError } from "../../errors.ts";
import { languageCodes, t } from "../../language.ts";
import { labDir, root, solutionDir } from "../../paths.ts";
import { print } from "../../terminal.ts";

const NAME = /^[a-z][a-z0-9-]*$/;

/** `slab dev new <lab>`: a lab that deploys, has one check, two mutants and an alternative, and fails as a starter must. */
export async function devNewCommand(lab: string): Promise<number> {
  if (!NAME.test(lab)) throw new UserError("badLabName", { lab });
  for (const folder of [labDir(lab), solutionDir(lab)])
    if (existsSync(folder)) throw new UserError("labExists", { lab, folder: relative(root, folder) });
  const written = Object.entries(files(lab)).map(([path, content]) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return path;
  });
  print(t("dev.created", { files: written.map((path) => `\n  ${path}`).join("") }));
  print(t("dev.newNext", { lab }));
  return 0;
}

function files(lab: string): Record<string, string> {
  const stack = lab
    .split("-")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const app = `import { App } from "aws-cdk-lib";
import { ${stack}Stack } from "./lib/${lab}-stack.ts";

const app = new App();
new ${stack}Stack(app, "${stack}");
`;
  const stackFile = (body: string): string => `import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import type { Construct } from "constructs";

export class ${stack}Stack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
${body}
  }
}
`;
  const parameter = (
    value: string,
    id = "Greeting",
  ): string => `    const parameter = new StringParameter(this, "${id}", { stringValue: "${value}" });
    new CfnOutput(this, "ParameterName", { value: parameter.parameterName });`;
  const patch = (head: string, body: string): string => {
    const file = `lib/${lab}-stack.ts`;
    const [before, after] = [stackFile(parameter("hello")), stackFile(body)];
    return `${head}\n\n${createTwoFilesPatch(file, file, before, after, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY })}`;
  };
  const cdkJson = json({ app: "node app.ts" });
  return {
    [`labs/${lab}/lab.json`]: json({
      id: lab,
      version: "0.1.0",
      minutes: 30,
      stack,
      services: ["ssm"],
      tasks: [{ id: "greet", checks: ["greets"] }],
      checks: [
        {
          id: "greets",
          points: 1,
          solution: [{ file: `lib/${lab}-stack.ts`, at: "new StringParameter(" }],
        },
      ],
      starterFails: ["greets"],
    }),
    [`labs/${lab}/cdk.json`]: cdkJson,
    [`labs/${lab}/app.ts`]: app,
    [`labs/${lab}/lib/${lab}-stack.ts`]: stackFile(
      `    // TODO 1: let the parameter say hello.\n${parameter("to do")}`,
    ),
    [`labs/${lab}/checks/${lab}.check.ts`]: `import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { check, eventually, expectEqual } from "@course/grader/checks";

check("greets", async (lab) => {
  const name = lab.output("ParameterName");
  await eventually(
    async () => {
      const { Parameter } = await lab.client(SSMClient).send(new GetParameterCommand({ Name: name }));
      expectEqual(Parameter?.Value, "hello", name);
    },
    { within: 10_000 },
  );
});
`,
    ...Object.fromEntries(
      languageCodes.map((code) => [
        `labs/${lab}/strings/${code}.json`,
        json({
          title: stack,
          goal: `(${code}) What the learner will be able to do.`,
          tasks: { greet: { title: "Greet", text: `(${code}) What to do.` } },
          checks: {
            greets: {
              title: `(${code}) The parameter says hello`,
              hint: `(${code}) Where to look.`,
              api: `(${code}) Which operation or property.`,
              why: `(${code}) Why it matters.`,
            },
          },
          texts: {},
        }),
      ]),
    ),
    [`solutions/${lab}/cdk.json`]: cdkJson,
    [`solutions/${lab}/app.ts`]: app,
    [`solutions/${lab}/lib/${lab}-stack.ts`]: stackFile(parameter("hello")),
    [`solutions/${lab}/mutants/silent.patch`]: patch("Fails: greets", parameter(" ")),
    [`solutions/${lab}/mutants/loud.patch`]: patch("Fails: greets", parameter("HELLO")),
    [`solutions/${lab}/alternatives/other-name.patch`]: patch(
      "Differs: the parameter has another logical id.",
      parameter("hello", "Salutation"),
    ),
  };
}
