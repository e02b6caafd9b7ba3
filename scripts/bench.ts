/**
 * `npm run bench [-- --json] [topic...]`: the figures of the project, measured in one run on this machine. Goals are for 2 cores.
 * Whole processes where a user waits for a process; medians, with minimum and maximum as the noise. Without a topic, all of them.
 */
import { initLanguage } from "../grader/src/language.ts";
import { startSandboxTarget } from "../grader/src/target/sandbox.ts";
import { enter } from "../grader/src/target/target.ts";
import { cloudformationFigures } from "./bench/cloudformation.ts";
import { dynamodbFigures } from "./bench/dynamodb.ts";
import { eventbridgeFigures } from "./bench/eventbridge.ts";
import { httpFigures } from "./bench/http-api.ts";
import { iamFigures } from "./bench/iam.ts";
import { eachLab, labRun } from "./bench/lab-run.ts";
import { lambdaFigures } from "./bench/lambda.ts";
import { createReport } from "./bench/report.ts";
import { s3Figures } from "./bench/s3.ts";
import { sandboxStart } from "./bench/sandbox-start.ts";
import { siteFigures } from "./bench/site.ts";
import { snsFigures } from "./bench/sns.ts";
import { sqsFigures } from "./bench/sqs.ts";

const asJson = process.argv.includes("--json");
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const { report, figures } = createReport(asJson);
initLanguage("en");

/** With the endpoint of a sandbox of its own. */
const withSandbox = (measure: (endpoint: string) => Promise<void>) => async () => {
  const target = startSandboxTarget();
  const { sandbox } = await target.open();
  await measure(sandbox!.endpoint);
  await target.close();
};

const topics: Record<string, () => Promise<void> | void> = {
  start: () => sandboxStart(report),
  lab: () => labRun(report),
  labs: () => eachLab(report),
  iam: () => iamFigures(report),
  dynamodb: withSandbox((endpoint) => dynamodbFigures(report, endpoint)),
  cloudformation: withSandbox((endpoint) => cloudformationFigures(report, endpoint)),
  s3: withSandbox((endpoint) => s3Figures(report, endpoint)),
  lambda: withSandbox((endpoint) => lambdaFigures(report, endpoint)),
  sqs: withSandbox((endpoint) => sqsFigures(report, endpoint)),
  sns: withSandbox((endpoint) => snsFigures(report, endpoint)),
  eventbridge: withSandbox((endpoint) => eventbridgeFigures(report, endpoint)),
  http: async () => {
    const target = startSandboxTarget();
    const opened = await target.open();
    enter(opened);
    await import("@course/sandbox/lock");
    await httpFigures(report, target, opened);
    await target.close();
  },
  site: () => siteFigures(report),
};

const unknown = asked.filter((topic) => !(topic in topics));
if (unknown.length)
  throw new Error(`no such topic: ${unknown.join(", ")}; there are ${Object.keys(topics).join(", ")}`);
for (const [topic, measure] of Object.entries(topics)) if (!asked.length || asked.includes(topic)) await measure();
if (asJson) {
  const shown = figures.map(({ noise: _, ...figure }) => figure);
  console.log(JSON.stringify(shown, null, 2));
}
