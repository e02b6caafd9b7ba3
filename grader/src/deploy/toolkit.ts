import { Agent } from "node:http";
import { fullDiff } from "@aws-cdk/cloudformation-diff";
import {
  BaseCredentials,
  StackSelectionStrategy,
  Toolkit,
  type IIoHost,
  type IoMessage,
  type IoRequest,
} from "@aws-cdk/toolkit-lib";
import { UserError } from "../errors.ts";
import type { OpenTarget } from "../target/target.ts";

/** The one file that knows the CDK Toolkit Library (pinned: it changes often). Codes: https://docs.aws.amazon.com/cdk/api/toolkit-lib/message-registry/ */

/** Every deployment begins with a diff of the security settings, for which the library loads a database of all resource types (0.4 s). Done here while the app is synthesised. */
export function loadResourceDatabase(): void {
  fullDiff({}, { Resources: { Any: { Type: "AWS::SSM::Parameter", Properties: {} } } });
}

export interface ResourceEvent {
  logicalId: string;
  type: string;
  status: string;
  reason: string | undefined;
}

export interface Deployed {
  stackArn: string;
  outputs: Record<string, string>;
}

const STACK_ACTIVITY = "CDK_TOOLKIT_I5502";
/** The questions that a deployment and a destruction ask; both default to yes in the library. */
const CONSENTS = ["CDK_TOOLKIT_I5060", "CDK_TOOLKIT_I7010"];
const STACK_TAG = "slab:lab";

/** Deploys and destroys one stack of an assembly. Consent was asked before (or the target is a sandbox of our own): only the two known questions are answered yes. */
export class StackDeployment {
  readonly #toolkit: Toolkit;
  readonly #outdir: string;
  readonly #stackName: string;
  readonly #target: OpenTarget;
  readonly #failures: ResourceEvent[] = [];

  constructor(options: {
    outdir: string;
    stackName: string;
    target: OpenTarget;
    onEvent: (event: ResourceEvent) => void;
  }) {
    this.#outdir = options.outdir;
    this.#stackName = options.stackName;
    this.#target = options.target;
    const ioHost: IIoHost = {
      notify: async (message: IoMessage<unknown>) => {
        const event = message.code === STACK_ACTIVITY ? resourceEvent(message.data) : undefined;
        if (!event) return;
        if (event.status.endsWith("_FAILED")) this.#failures.push(event);
        options.onEvent(event);
      },
      requestResponse: async <T>(request: IoRequest<unknown, T>): Promise<T> => {
        if (typeof request.defaultResponse !== "boolean") return request.defaultResponse;
        return CONSENTS.includes(request.code ?? "") as T;
      },
    };
    this.#toolkit = new Toolkit({
      ioHost,
      emojis: false,
      color: false,
      sdkConfig: {
        baseCredentials: BaseCredentials.awsCliCompatible({ defaultRegion: options.target.region }),
        // A plain HTTP agent cannot speak to AWS at all: with the endpoint variable missing, every call dies before a connection.
        ...(options.target.kind === "sandbox"
          ? { httpOptions: { agent: new Agent({ keepAlive: true }) as never } }
          : {}),
      },
    });
  }

  /** A failed deployment is a UserError with the resources that failed and why. */
  async deploy(lab: string, { hotswap }: { hotswap: boolean } = { hotswap: false }): Promise<Deployed> {
    try {
      const source = await this.#toolkit.fromAssemblyDirectory(this.#outdir);
      const { stacks } = await this.#toolkit.deploy(source, {
        stacks: this.#selector(),
        tags: [{ Key: STACK_TAG, Value: lab }],
        assetParallelism: true,
        ...(hotswap ? { deploymentMethod: { method: "hotswap", fallback: { method: "change-set" } } as const } : {}),
        stackEventPollingInterval: this.#target.pollMs,
      });
      const stack = stacks[0]!;
      return { stackArn: stack.stackArn, outputs: stack.outputs };
    } catch (error) {
      throw this.#explained(error, "deployFailed");
    }
  }

  async destroy(): Promise<void> {
    try {
      const source = await this.#toolkit.fromAssemblyDirectory(this.#outdir);
      await this.#toolkit.destroy(source, {
        stacks: this.#selector(),
        stackEventPollingInterval: this.#target.pollMs,
      });
    } catch (error) {
      throw this.#explained(error, "destroyFailed");
    }
  }

  #selector() {
    return { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, patterns: [this.#stackName] };
  }

  #explained(error: unknown, key: string): UserError {
    // "Resource creation cancelled" only says that another one failed.
    const causes = this.#failures.filter(({ reason }) => reason !== undefined && !/cancelled$/i.test(reason));
    const lines = causes.map(({ logicalId, type, reason }) => `${logicalId} (${type}): ${reason}`);
    const reason = lines.length ? [...new Set(lines)].join("\n") : chainOfMessages(error);
    return new UserError(key, { stack: this.#stackName, reason });
  }
}

/** The toolkit wraps what went wrong, and now the wrapper, now the cause says what to do ("run cdk bootstrap" around an empty SSM error): each message once. */
function chainOfMessages(error: unknown): string {
  const messages: string[] = [];
  for (let link = error; link instanceof Error; link = link.cause) {
    const { message } = link;
    const isNew = message !== "UnknownError" && !messages.some((text) => text.includes(message));
    if (isNew) messages.push(message);
  }
  return messages.join("\n") || String(error);
}

function resourceEvent(data: unknown): ResourceEvent | undefined {
  const event = (data as { event?: Record<string, string | undefined> } | undefined)?.event;
  if (!event?.["LogicalResourceId"] || !event["ResourceStatus"]) return undefined;
  return {
    logicalId: event["LogicalResourceId"],
    type: event["ResourceType"] ?? "",
    status: event["ResourceStatus"],
    reason: event["ResourceStatusReason"],
  };
}
