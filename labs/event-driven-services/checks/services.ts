import type { Lab } from "@course/grader/checks";
import { functionSettings } from "@course/grader/checks/functions";
import { allowedActions } from "@course/grader/checks/permissions";
import { tableArns } from "@course/grader/checks/tables";
import { throttled } from "@course/grader/checks/throttle";
import { consumer } from "./queues.ts";

const DATA = ["GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem"].map((name) => `dynamodb:${name}`);

export interface AppFunction {
  name: string;
  arn: string;
  role: string;
  /** The tables whose data its role may touch, in whatever way. */
  tables: string[];
}

/** The app's functions, whatever they are called. */
export async function appFunctions(lab: Lab): Promise<AppFunction[]> {
  const tables = await tableArns(lab);
  return Promise.all(
    (await lab.resources("AWS::Lambda::Function")).map(async ({ physicalId }) => {
      const { name, arn, role } = await functionSettings(lab, physicalId);
      const touched = [];
      for (const table of tables)
        if ((await allowedActions(lab, role, DATA, table.arn)).length) touched.push(table.arn);
      return { name, arn, role, tables: touched };
    }),
  );
}

/** A service is what works on the same data: the function `arn`, and all that share a table with it, or with one of those. */
export function serviceOf(arn: string, functions: AppFunction[]): AppFunction[] {
  const tables = new Set(functions.find((other) => other.arn === arn)?.tables);
  for (let size = 0; size < tables.size;) {
    size = tables.size;
    for (const other of functions)
      if (other.tables.some((table) => tables.has(table))) other.tables.forEach((table) => tables.add(table));
  }
  return functions.filter((other) => other.arn === arn || other.tables.some((table) => tables.has(table)));
}

/** The functions that work on stock's data, whatever else they touch. */
export async function stockFunctions(lab: Lab): Promise<AppFunction[]> {
  const functions = await appFunctions(lab);
  const tablesOf = (arn: string) => functions.find((other) => other.arn === arn)?.tables ?? [];
  const reserves = await consumer(lab, "StockQueueUrl");
  const foreign = tablesOf(await consumer(lab, "OrdersQueueUrl"));
  const own = tablesOf(reserves).filter((table) => !foreign.includes(table));
  return functions.filter(({ arn, tables }) => arn === reserves || tables.some((table) => own.includes(table)));
}

/** Lambda throttles all of these functions while `run` runs. */
export async function throttledAll(lab: Lab, [name, ...rest]: string[], run: () => Promise<void>): Promise<void> {
  if (name === undefined) await run();
  else await throttled(lab, name, () => throttledAll(lab, rest, run));
}
