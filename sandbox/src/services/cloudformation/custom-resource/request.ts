import { randomUUID } from "node:crypto";
import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext } from "../../../core/resource.ts";
import { ResourceFailure } from "../deployment/resource-failure.ts";
import { DEFAULT_SERVICE_TIMEOUT_SECONDS } from "../limits.ts";
import { nativeHandlerOf } from "../native/native-handlers.ts";
import { isMap } from "../template/template.ts";
import { openExchange } from "./exchange.ts";
import { parseAnswer, type Answer } from "./answer.ts";

export interface CustomResourceRequest {
  RequestType: "Create" | "Update" | "Delete";
  ResourceType: string;
  PhysicalResourceId?: string;
  properties: Properties;
  oldProperties?: Properties;
}

/** The event as the function gets it. */
export interface CustomResourceEvent extends Omit<CustomResourceRequest, "properties" | "oldProperties"> {
  ServiceToken: string;
  ResponseURL: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  ResourceProperties: Properties;
  OldResourceProperties?: Properties;
}

/** What was answered, and the id of the request, which AWS's messages name. `undefined`: no answer came in time. */
export interface Answered {
  requestId: string;
  answer: Answer | undefined;
}

/** Sends a request to the function behind the service token and waits for what it PUTs to the response URL. */
export async function sendRequest(request: CustomResourceRequest, context: ResourceContext): Promise<Answered> {
  const { properties, oldProperties, ...rest } = request;
  const token = String(properties.ServiceToken);
  const exchange = openExchange(context.stackId, context.logicalId, context);
  const { requestId } = exchange;
  const event: CustomResourceEvent = {
    ...rest,
    ServiceToken: token,
    ResponseURL: exchange.responseUrl,
    StackId: context.stackId,
    RequestId: requestId,
    LogicalResourceId: context.logicalId,
    ResourceProperties: texts(properties) as Properties,
    ...(oldProperties && { OldResourceProperties: texts(oldProperties) as Properties }),
  };
  try {
    const native = nativeHandlerOf(token, context);
    if (native) return { requestId, answer: await native(event) };
    await invoke(token, event, context);
    const seconds = Number(properties.ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT_SECONDS);
    const body = await answerWithin(seconds * 1000, exchange.answer, context);
    return { requestId, answer: body === undefined ? undefined : parseAnswer(body, event) };
  } finally {
    exchange.close();
  }
}

/** Statuses of the errors that Lambda models. */
const STATUSES: Record<string, number> = { AccessDeniedException: 403, ResourceNotFoundException: 404 };

async function invoke(token: string, event: CustomResourceEvent, context: ResourceContext): Promise<void> {
  try {
    await context.call<InvokeCommandInput, InvokeCommandOutput>("lambda", "Invoke", {
      FunctionName: token,
      InvocationType: "Event",
      Payload: Buffer.from(JSON.stringify(event)),
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new ResourceFailure(
      `${error.message} (Service: Lambda, Status Code: ${error.status ?? STATUSES[error.code] ?? 400}, Request ID: ${randomUUID()})`,
    );
  }
}

const LOOK_MILLISECONDS = 25;

/**
 * The answer, or undefined when the time for it is over. Nobody else moves the clock while a stack is deployed: when nothing runs, it jumps to
 * the next timer (a retry of the function, the wait of a state machine). When there is none before the deadline, no answer can come any more.
 */
async function answerWithin(
  milliseconds: number,
  answer: Promise<string>,
  context: ResourceContext,
): Promise<string | undefined> {
  const { clock } = context;
  const deadline = clock.now() + milliseconds;
  let look: NodeJS.Timeout | undefined;
  const overdue = new Promise<undefined>((resolve) => {
    look = setInterval(() => {
      const left = deadline - clock.now();
      if (left <= 0 || (context.isIdle() && clock.jump(left) === undefined)) resolve(undefined);
    }, LOOK_MILLISECONDS).unref();
  });
  try {
    return await context.waiting(Promise.race([answer, overdue]));
  } finally {
    clearInterval(look);
  }
}

/** Custom resources get every number and boolean as text. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, texts(each)]));
  return String(value);
}
