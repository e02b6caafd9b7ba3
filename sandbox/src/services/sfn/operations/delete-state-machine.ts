import type { DeleteStateMachineCommandInput, DeleteStateMachineCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { resourceOf } from "../arns.ts";
import { Stopped } from "../asl/run-execution.ts";
import { invalidArn } from "../errors.ts";
import { executions } from "../execution.ts";
import { stateMachines } from "../state-machine.ts";

export const deleteStateMachine = operation<DeleteStateMachineCommandInput, DeleteStateMachineCommandOutput>({
  accepts: ["stateMachineArn"],
  access: (input, context) => on("DeleteStateMachine", input.stateMachineArn, context),
  run(input, context) {
    const arn = input.stateMachineArn!;
    const [kind, , qualifier] = resourceOf(arn);
    if (kind !== "stateMachine") throw invalidArn(`Resource type not valid in this context: ${kind}`);
    if (qualifier !== undefined) throw invalidArn(`Resource type not valid in this context: stateMachine`);
    const machine = context.state(stateMachines).get(arn);
    if (!machine) return {};
    // AWS deletes it when its executions have ended, and stops them where they wait.
    for (const execution of context.state(executions).values())
      if (execution.machine === machine && execution.status === "RUNNING") execution.stop.abort(new Stopped({}));
    context.state(stateMachines).delete(arn);
    return {};
  },
});
