import type { Clock } from "./clock.ts";
import type { Credentials } from "./credentials.ts";
import type { Hop } from "./hops.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { Principal } from "./principal.ts";
import type { ResourceProvider } from "./resource.ts";
import type { State, Store } from "./state.ts";

/** What a request asks IAM for. One operation may ask for several (CreateFunction: lambda:CreateFunction and iam:PassRole). */
export interface AccessRequest {
  /** for example dynamodb:PutItem */
  action: string;
  /** ARN, or "*" where AWS has no resource for the action. */
  resource: string;
  /** Condition keys of this request beside the global ones (aws:PrincipalArn, ... are added by the gateway). */
  conditions?: Record<string, string | string[]>;
  /** The resource's own policy (bucket, function, queue, trust policy), JSON, evaluated beside the caller's. */
  resourcePolicy?: string;
  /** Whose resource it is; default: the account in the ARN, else the account of the request. */
  resourceAccount?: string;
}

/** What an operation can use. Everything that belongs to the account and Region of the request is reached through it. */
export interface OperationContext {
  account: string;
  region: string;
  principal: Principal;
  requestId: string;
  /** X-Amzn-Trace-Id of the request, for the services that hand it on; `call` and `as` do so. By it Lambda finds loops. */
  traceHeader?: string | undefined;
  clock: Clock;
  /** http://127.0.0.1:<port> */
  endpoint: string;
  credentials: Credentials;
  /** A folder of this sandbox for files; removed when it stops. */
  tempDir: string;
  state<T>(store: Store<T>): T;
  /** The state of all accounts and Regions, for the rare service that crosses them (S3's names). */
  allState: State;
  /** Calls another operation through authorize and dispatch, as the principal of this request or as `as`. Rejects with AwsError. */
  call<Input, Output>(service: string, operation: string, input: Input, options?: CallOptions): Promise<Output>;
  /** Throws AccessDenied where the principal of this context may not: for requests of a data plane, which are no API calls. */
  authorize(requests: AccessRequest[]): Promise<void>;
  /** A context for work that outlives the request (event sources, timers): same account and Region, another principal. */
  as(principal: Principal): OperationContext;
  /** Puts a step on the stream of hops that is not an API call (a Lambda invocation's end, a delivery). */
  hop(hop: Omit<Hop, "id" | "time" | "requestId" | "parent">): void;
  /** A tracing header for what the work of `requestId` will call: those calls' hops name it as their parent. */
  openSegment(requestId: string): string;
  /** Work that goes on after the answer. The clock does not jump while any of it runs; its failure is reported as a fault of the sandbox. */
  background(work: Promise<unknown>): void;
  /** Counts `work` as running: the clock does not jump before it has ended. */
  running<T>(work: Promise<T>): Promise<T>;
  /** Awaits what others are to bring. Meanwhile the work that waits does not count as running. */
  waiting<T>(event: Promise<T>): Promise<T>;
  /** Nothing runs; all there is waits. */
  isIdle(): boolean;
  /** Runs when the sandbox is reset or stops. Returns what takes that back. */
  onStop(stop: () => void | Promise<void>): () => void;
}

export interface CallOptions {
  as?: Principal;
  account?: string;
  region?: string;
  /** In place of the request's own. */
  traceHeader?: string;
}

export interface Operation<Input, Output> {
  /** Members of the input that are emulated. A request that sets any other member is refused as not emulated. */
  accepts: readonly (keyof Input & string)[];
  /** Not emulated: the way that the refusal recommends instead. */
  refused?: string;
  /** What the caller must be allowed to do; [] only where AWS asks for nothing (sts:GetCallerIdentity). */
  access(input: Input, context: OperationContext): AccessRequest[] | Promise<AccessRequest[]>;
  run(input: Input, context: OperationContext): Omit<Output, "$metadata"> | Promise<Omit<Output, "$metadata">>;
}

// The registry holds operations of all input types; each is called only with what its own schema decoded.
// oxlint-disable-next-line no-explicit-any
type AnyOperation = Operation<any, any>;

/** Types an operation by the SDK's own command types: `operation<PutItemCommandInput, PutItemCommandOutput>({ ... })`. */
export function operation<Input, Output>(definition: Operation<Input, Output>): Operation<Input, Output> {
  return definition;
}

export interface ServiceDefinition {
  /** Suffix of @aws-sdk/client-*. */
  id: string;
  /** Imports the SDK client whose schemas describe the wire. */
  client: () => Promise<object>;
  /** By API operation name. */
  operations: Record<string, AnyOperation>;
  /** CloudFormation types, by full name. */
  resources?: Record<string, ResourceProvider>;
  /** Sees each API request before it is read and its answer before it is sent: for what lies beside the operations (S3: preflights, browser uploads, CORS). */
  around?: (request: ApiRequest, context: ApiContext, next: () => Promise<HttpResponse>) => Promise<HttpResponse>;
  /** The data plane: requests that are not API calls (an HTTP API's own URL). Undefined when the host is of another service's thing: two kinds of APIs share theirs. */
  serve?: (request: HttpRequest, context: DataPlaneContext) => Promise<HttpResponse | undefined>;
}

/** A request to an API, identified and not yet authenticated. */
export interface ApiRequest extends HttpRequest {
  region: string;
  /** For S3 the bucket named by host or path; null: none. */
  bucket?: string | null;
  /** What is left of the path without the bucket. */
  pathInBucket: string;
}

/** What a data plane knows before it has found the owner of the host: everything but account and Region. */
export interface DataPlaneContext {
  clock: Clock;
  endpoint: string;
  allState: State;
  requestId: string;
  /** For a data plane that takes signed requests: whose this one is; `undefined` when it is unsigned. Throws AWS's error for a signature that does not hold. */
  authenticate(request: HttpRequest): { principal: Principal; accessKeyId: string; service: string } | undefined;
  /** A context in the owner's account and Region. */
  in(account: string, region: string, principal: Principal): OperationContext;
}

/** What `around` knows. */
export interface ApiContext extends DataPlaneContext {
  /** Whose key signed a text, as browsers upload to S3 with; `undefined` when the signature does not hold. */
  authenticateText(signed: {
    text: string;
    /** <access key>/<date>/<region>/<service>/aws4_request */
    credential: string;
    signature: string;
    sessionToken: string | undefined;
  }): { principal: Principal; region: string } | undefined;
}

/** An operation that stands in the table only for the sake of its advice: Sandbox.dispatch refuses it. */
export function refuse(advice: string): AnyOperation {
  return {
    accepts: [],
    refused: advice,
    access: () => [],
    run() {
      throw new Error("refused before it runs");
    },
  };
}

export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}
