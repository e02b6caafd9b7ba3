import { administratorOf, authenticate, authenticateText, DEFAULT_ACCOUNT } from "./gateway/authenticate.ts";
import { authorize } from "./gateway/authorize.ts";
import { DEFAULT_REGION } from "./gateway/identify.ts";
import { Clock } from "./core/clock.ts";
import { Credentials } from "./core/credentials.ts";
import { AwsError, NotEmulated } from "./core/errors.ts";
import { reportFault } from "./core/fault.ts";
import { Hops } from "./core/hops.ts";
import { requestId as newRequestId } from "./core/ids.ts";
import type { Principal } from "./core/principal.ts";
import type { AccessRequest, ApiContext, CallOptions, OperationContext, ServiceDefinition } from "./core/service.ts";
import { State } from "./core/state.ts";
import { services, type ServiceEntry } from "./services/index.ts";
import type { Codec } from "./wire/codec.ts";

interface Scope {
  account: string;
  region: string;
  principal: Principal;
  requestId: string;
  parent?: string;
  traceHeader?: string | undefined;
}

/** Lambda finds loops of functions with one another and through these services; a chain of requests ends at any other. */
const HAND_ON_TRACES = new Set(["lambda", "s3", "sns", "sqs"]);

/** One embedded AWS: its state, clock and hops, and the way from an operation's name to its answer (authorize -> dispatch), the same for HTTP and in-process calls. */
export class Sandbox {
  readonly clock = new Clock();
  readonly hops = new Hops();
  readonly tempDir: string;
  state = new State();
  credentials = new Credentials();
  endpoint = "";
  #definitions = new Map<string, Promise<ServiceDefinition>>();
  #codecs = new Map<string, Promise<Codec>>();
  #bootstraps = new Map<string, Promise<void>>();
  #stops = new Set<() => void | Promise<void>>();
  #running = 0;
  #whenIdle = new Set<() => void>();

  constructor(tempDir: string) {
    this.tempDir = tempDir;
  }

  service(id: string): Promise<ServiceDefinition> {
    let definition = this.#definitions.get(id);
    if (!definition) {
      const entry = services[id];
      if (!entry) throw new NotEmulated(`the service ${id}`);
      this.#definitions.set(id, (definition = entry.load()));
    }
    return definition;
  }

  codec(id: string): Promise<Codec> {
    let codec = this.#codecs.get(id);
    if (!codec) {
      codec = this.service(id).then(async (definition) => {
        const [{ Codec }, module] = await Promise.all([import("./wire/codec.ts"), definition.client()]);
        return new Codec(module);
      });
      this.#codecs.set(id, codec);
    }
    return codec;
  }

  /** Nothing is being answered and no work goes on behind: the clock may jump. */
  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** Resolves as soon as nothing runs, at the latest after so many milliseconds of real time. */
  async untilIdle(atMostMs: number): Promise<void> {
    if (this.isIdle) return;
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#whenIdle.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, atMostMs);
      this.#whenIdle.add(settle);
    });
  }

  /** Counts `work` as running, so that the clock stays. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work;
    } finally {
      this.#ended();
    }
  }

  #ended(): void {
    this.#running--;
    if (this.isIdle) for (const settle of this.#whenIdle) settle();
  }

  /** The opposite, inside of tracked work: while it waits for `event`, it does not count. */
  async #untrack<T>(event: Promise<T>): Promise<T> {
    this.#ended();
    try {
      return await event;
    } finally {
      this.#running++;
    }
  }

  /** Each account and Region that is used has a CDKToolkit stack, as after `cdk bootstrap`. */
  bootstrap(account: string, region: string): Promise<void> {
    const key = `${account} ${region}`;
    let done = this.#bootstraps.get(key);
    if (!done) {
      done = import("./services/cloudformation/bootstrap.ts").then(({ ensureBootstrap }) =>
        ensureBootstrap(
          this.context({ account, region, principal: administratorOf(account), requestId: newRequestId() }),
        ),
      );
      this.#bootstraps.set(key, done);
    }
    return done;
  }

  /** authorize -> run, observed as a hop. `input` is decoded or built by a typed caller. */
  async dispatch(id: string, name: string, input: Record<string, unknown>, scope: Scope): Promise<object> {
    const definition = await this.service(id);
    const startedAt = performance.now();
    const context = this.context(HAND_ON_TRACES.has(id) ? scope : { ...scope, traceHeader: undefined });
    let access: AccessRequest[] = [];
    let result = "ok";
    let detail: string | undefined;
    try {
      const operation = definition.operations[name];
      if (!operation) throw new NotEmulated(`${id} ${name}`);
      if (operation.refused) throw new NotEmulated(`${id} ${name} (${operation.refused})`);
      for (const member of Object.keys(input))
        if (input[member] !== undefined && !operation.accepts.includes(member))
          throw new NotEmulated(`the parameter ${member} of ${id} ${name}`);
      access = await operation.access(input, context);
      await authorize(access, context);
      return await operation.run(input, context);
    } catch (thrown) {
      const error = denialFor(services[id]!, asAwsError(thrown, `${id} ${name}`));
      result = error.code;
      detail = error.message;
      throw error;
    } finally {
      this.hops.add({
        time: this.clock.date().toISOString(),
        caller: scope.principal.arn,
        service: id,
        action: name,
        ...(access[0] && access[0].resource !== "*" ? { resource: access[0].resource } : {}),
        result,
        ...(detail === undefined ? {} : { detail }),
        durationMs: performance.now() - startedAt,
        requestId: scope.requestId,
        ...(scope.parent === undefined ? {} : { parent: scope.parent }),
      });
    }
  }

  context(scope: Scope): OperationContext {
    const { account, region, principal, requestId, traceHeader } = scope;
    return {
      account,
      region,
      principal,
      requestId,
      traceHeader,
      clock: this.clock,
      endpoint: this.endpoint,
      credentials: this.credentials,
      tempDir: this.tempDir,
      allState: this.state,
      state: (store) => this.state.get(store, account, region),
      call: async <Input, Output>(service: string, operation: string, input: Input, options: CallOptions = {}) =>
        (await this.track(
          this.dispatch(service, operation, input as Record<string, unknown>, {
            account: options.account ?? account,
            region: options.region ?? region,
            principal: options.as ?? principal,
            requestId: newRequestId(),
            parent: requestId,
            traceHeader: options.traceHeader ?? traceHeader,
          }),
        )) as Output,
      authorize: (requests) => authorize(requests, this.context(scope)),
      as: (other) => this.context({ ...scope, principal: other }),
      hop: (hop) => this.hops.add({ ...hop, time: this.clock.date().toISOString(), requestId }),
      openSegment: (id) => this.hops.openSegment(id, this.clock.date()),
      running: (work) => this.track(work),
      waiting: (event) => this.#untrack(event),
      isIdle: () => this.isIdle,
      background: (work) => {
        this.track(work).catch((error: unknown) => reportFault(error, "background work"));
      },
      onStop: (stop) => {
        this.#stops.add(stop);
        return () => this.#stops.delete(stop);
      },
    };
  }

  dataPlaneContext(requestId: string): ApiContext {
    return {
      clock: this.clock,
      endpoint: this.endpoint,
      allState: this.state,
      requestId,
      authenticate: (request) => {
        const found = authenticate(request, this.credentials, this.clock);
        if (!found) return undefined;
        const { accessKeyId, principal } = found.credential;
        return { accessKeyId, principal, service: found.signature.service };
      },
      authenticateText: (signed) => authenticateText(signed, this.credentials, this.clock),
      in: (account, region, principal) => this.context({ account, region, principal, requestId }),
    };
  }

  /** Back to an empty AWS: children ended, state, keys, hops and timers gone. */
  async reset(): Promise<void> {
    const stops = [...this.#stops];
    this.#stops.clear();
    await Promise.all(stops.map(async (stop) => stop()));
    this.state = new State();
    this.credentials = new Credentials();
    this.#bootstraps.clear();
    this.clock.reset();
    this.hops.reset();
  }

  /** Loads what a CDK deployment needs, before it asks. */
  async warm(): Promise<void> {
    await this.bootstrap(DEFAULT_ACCOUNT, DEFAULT_REGION);
    await Promise.all(["sts", "ssm", "s3", "cloudformation"].map((id) => this.codec(id)));
  }
}

/** Whatever an operation throws that is not AWS's is a fault of the sandbox: told as AWS tells its own (500), and printed with its stack. */
export function asAwsError(thrown: unknown, where: string): AwsError {
  if (thrown instanceof AwsError) return thrown;
  reportFault(thrown, where);
  return new AwsError("InternalFailure", `This is a fault of the sandbox, in ${where}: ${String(thrown)}`, {
    status: 500,
    cause: thrown,
  });
}

/** The one error whose code differs by protocol. */
function denialFor({ protocol, denial }: ServiceEntry, error: AwsError): AwsError {
  if (error.code === "AccessDenied" && denial) return new AwsError(denial, error.message, { cause: error.cause });
  if (error.code !== "AccessDenied" || protocol === "awsQuery" || protocol === "restXml") return error;
  return new AwsError("AccessDeniedException", error.message, {
    ...(protocol === "restJson1" ? { status: 403 } : {}),
    members: error.members,
    query: { code: error.code },
  });
}
