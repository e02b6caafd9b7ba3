import { conclude, effectiveArguments, effectiveInput, languageOf, numberIn, type Outcome } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { EvaluationFailure, StatesError } from "../errors.ts";
import { evaluateJsonata } from "../jsonata-expression.ts";
import { failureOf, inputOf, outputOf } from "../history.ts";
import type { Callback, TaskCall, TaskResource } from "../host.ts";
import type { Json } from "../../../../core/json.ts";
import { fillTemplate } from "../payload-template.ts";
import type { Scope } from "../scope.ts";
import { checkSize } from "../size.ts";
import { Deadlines } from "./deadlines.ts";
import { eventNames, parseResource } from "./resource.ts";

/** The names of a task's events, and what all of them carry. */
interface Events {
  prefix: "LambdaFunction" | "Activity" | "Task";
  common: object;
}

export async function runTask(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const resource = parseResource(state.Resource!)!;
  const task = new Task(resource, scope);
  try {
    const result = await task.run(state, input);
    return await conclude(state, input, result, task.scope);
  } finally {
    task.close();
    scope.previous = task.scope.previous;
  }
}

class Task {
  readonly scope: Scope;
  readonly #resource: TaskResource;
  readonly #events: Events;
  readonly #callback: Callback | undefined;

  constructor(resource: TaskResource, scope: Scope) {
    this.#resource = resource;
    this.#events = eventsOf(resource);
    const { host } = scope;
    if (resource.kind === "activity") this.#callback = host.openCallback(resource.arn);
    // A task that waits for the end of what it starts has a token too.
    if (resource.kind === "service" && resource.pattern !== "request") this.#callback = host.openCallback();
    const token = resource.kind === "service" ? this.#callback?.token : undefined;
    this.scope = token ? { ...scope, context: { ...scope.context, Task: { Token: token } } } : scope;
  }

  async run(state: StateDefinition, input: Json): Promise<Json> {
    const { scope } = this;
    const parameters = await effectiveArguments(state, input, scope);
    const roleArn = await taskRole(state, input, scope);
    const selected = languageOf(state, scope) === "JSONata" ? input : effectiveInput(state, input, scope);
    const timeout = await numberIn(state, "TimeoutSeconds", selected, scope);
    const heartbeat = await numberIn(state, "HeartbeatSeconds", selected, scope);
    checkSize(parameters, this.#name());
    await scope.host.check(this.#resource, parameters);
    this.#schedule(parameters, timeout, heartbeat, roleArn);

    const deadlines = new Deadlines(timeout, heartbeat, scope);
    const call: TaskCall = {
      resource: this.#resource,
      parameters,
      ...(roleArn === undefined ? {} : { roleArn }),
      signal: deadlines.signal,
    };
    try {
      const result = await this.#perform(call, deadlines);
      checkSize(result, this.#name());
      this.#add("Succeeded", outputOf(result));
      return result;
    } catch (error) {
      if (error instanceof StatesError) this.#add(deadlines.isOver(error) ? "TimedOut" : "Failed", failureOf(error));
      throw error;
    } finally {
      deadlines.end();
    }
  }

  close(): void {
    this.#callback?.close();
  }

  async #perform(call: TaskCall, deadlines: Deadlines): Promise<Json> {
    const { host } = this.scope;
    if (this.#resource.kind === "activity") return this.#performActivity(call.parameters, deadlines);
    // A turn later: the tasks of branches are scheduled before the first of them starts.
    await host.turn();
    this.#add("Started");
    const answer = await deadlines.limit(host.call(call));
    if (this.#resource.kind === "function" || this.#resource.pattern === "request") return answer;
    this.#add("Submitted", outputOf(answer));
    if (this.#resource.pattern !== "waitForTaskToken")
      return host.waiting(deadlines.limit(host.completion(call, answer)));
    this.#callback!.onHeartbeat(() => deadlines.beat());
    return host.waiting(deadlines.limit(this.#callback!.result));
  }

  async #performActivity(parameters: Json, deadlines: Deadlines): Promise<Json> {
    const callback = this.#callback!;
    callback.onHeartbeat(() => deadlines.beat());
    const { host } = this.scope;
    const { workerName } = await host.waiting(deadlines.limit(callback.offer(parameters), false));
    this.#add("Started", workerName === undefined ? {} : { workerName });
    return host.waiting(deadlines.limit(callback.result));
  }

  #schedule(
    parameters: Json,
    timeout: number | undefined,
    heartbeat: number | undefined,
    roleArn: string | undefined,
  ): void {
    const isService = this.#resource.kind === "service";
    this.#add("Scheduled", {
      ...(isService
        ? { parameters: JSON.stringify(parameters), region: this.scope.host.region }
        : { ...inputOf(parameters), resource: this.#resource.arn }),
      ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
      ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
      ...(roleArn === undefined ? {} : { taskCredentials: { roleArn } }),
    });
  }

  #add(what: string, details?: object): void {
    const { scope } = this;
    const { prefix, common } = this.#events;
    // LambdaFunctionStarted has no details at all.
    const all = details || prefix === "Task" ? { ...details, ...common } : undefined;
    scope.previous = scope.history.add(`${prefix}${what}`, scope.previous, all);
  }

  #name(): string {
    return this.#resource.kind === "service" ? this.#resource.service : this.#resource.arn;
  }
}

function eventsOf(resource: TaskResource): Events {
  if (resource.kind === "service") return { prefix: "Task", common: eventNames(resource) };
  return { prefix: resource.kind === "function" ? "LambdaFunction" : "Activity", common: {} };
}

/** The role that Credentials names, by a text, a path or an expression. */
async function taskRole(state: StateDefinition, input: Json, scope: Scope): Promise<string | undefined> {
  if (!state.Credentials) return undefined;
  const credentials =
    languageOf(state, scope) === "JSONata"
      ? await evaluateJsonata(state.Credentials, "Credentials", { input }, scope)
      : fillTemplate(state.Credentials, input, scope);
  const role = (credentials as { RoleArn?: Json }).RoleArn;
  if (typeof role !== "string") throw new EvaluationFailure("The field 'RoleArn' of Credentials must be a string.");
  return role;
}
