import { expectThat, type Lab } from "@course/grader/checks";
import { functionSettings } from "@course/grader/checks/functions";
import { tableArns } from "@course/grader/checks/tables";

/** The app's functions, whatever they are called. */
export async function functions(lab: Lab) {
  const resources = await lab.resources("AWS::Lambda::Function");
  expectThat(resources.length > 0, { expected: "AWS::Lambda::Function", found: "-", where: "RestApi" });
  return Promise.all(
    resources.map(async ({ logicalId, physicalId }) => ({ logicalId, ...(await functionSettings(lab, physicalId)) })),
  );
}

/** The ARN of the table of notes, whatever it is called. */
export async function notesTable(lab: Lab): Promise<string> {
  const [table] = await tableArns(lab);
  expectThat(table !== undefined, { expected: "AWS::DynamoDB::GlobalTable", found: "-", where: "RestApi" });
  return table.arn;
}
