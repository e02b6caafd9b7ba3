/**
 * The egress lock. Loaded before anything else (`node --import`, or as the first import) in every process that runs a learner's code or
 * a check against the sandbox. It has no imports from the rest and two effects:
 *
 * 1. A connection to a real AWS host is refused, whatever client opens it. Loopback and all other hosts are untouched.
 * 2. `fetch` and `https.request` of a data-plane URL in AWS's own form (https://<id>.execute-api.<region>.amazonaws.com,
 *    https://<id>.lambda-url.<region>.on.aws, the ResponseURL of a custom resource) go to the sandbox named by SANDBOX_ENDPOINT, with the
 *    Host header kept. The URLs in stack outputs therefore work unchanged.
 *
 * It guards against accidents (a forgotten endpoint), not against code that wants to get out.
 */
import type { ClientRequest, RequestOptions } from "node:http";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";

const LOCKED =
  /(^|\.)(amazonaws\.com|amazonaws\.com\.cn|on\.aws|api\.aws|cloudfront\.net)\.?$|^(169\.254\.169\.254|169\.254\.170\.2|\[?fd00:ec2::254\]?)$/i;
const REROUTED =
  /^([a-z0-9]+\.(execute-api\.[a-z0-9-]+\.amazonaws\.com|lambda-url\.[a-z0-9-]+\.on\.aws)|cloudformation-custom-resource-response-[a-z0-9]+\.s3(\.[a-z0-9-]+)?\.amazonaws\.com)$/i;

/** Operations of Step Functions (StartSyncExecution) that SDKs call at a host of their own, also where the endpoint is the sandbox's. */
const PREFIXED = /^sync-(127\.0\.0\.1|localhost)$/;

const endpoint = process.env.SANDBOX_ENDPOINT;

/** The host in the arguments of Socket#connect: (options), (port, host), (path), or the already normalized [options, callback] of node:net and node:tls. */
function hostOf(parameters: readonly unknown[]): string | undefined {
  const first = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  if (first !== null && typeof first === "object") return "host" in first ? String(first.host ?? "") : undefined;
  return typeof parameters[1] === "string" ? parameters[1] : undefined;
}

function refusal(host: string): Error {
  const error = new Error(
    `The sandbox's lock refused a connection to ${host}: in sandbox mode nothing may reach real AWS. ` +
      `Let the client use the sandbox's endpoint (AWS_ENDPOINT_URL), or fetch() for the URL of an API or a function.`,
  );
  return Object.assign(error, { name: "SandboxLockError", code: "ESANDBOXLOCK", host });
}

// The parameters are those of every overload of connect; only their host is looked at.
const connect = Socket.prototype.connect as (this: Socket, ...parameters: unknown[]) => Socket;
Socket.prototype.connect = function (this: Socket, ...parameters: unknown[]): Socket {
  const host = hostOf(parameters);
  if (host !== undefined && LOCKED.test(host)) {
    // Not at once: node:tls still sets up the socket after this returns.
    process.nextTick(() => this.destroy(refusal(host)));
    return this;
  }
  const [, sandbox] = PREFIXED.exec(host ?? "") ?? [];
  if (sandbox !== undefined) {
    const first = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
    if (typeof first === "object") first.host = sandbox;
  }
  return connect.apply(this, parameters);
};

interface DispatchOptions {
  origin?: string | URL;
  headers?: unknown;
}
type Dispatch = (options: DispatchOptions, handler: unknown) => boolean;
interface Dispatcher {
  compose(interceptor: (dispatch: Dispatch) => Dispatch): Dispatcher;
}

const GLOBAL_DISPATCHER = Symbol.for("undici.globalDispatcher.1");

function withHost(headers: unknown, host: string): unknown {
  if (Array.isArray(headers)) return [...headers, "host", host];
  if (headers !== null && typeof headers === "object" && Symbol.iterator in headers)
    return [...(headers as Iterable<[string, string]>), ["host", host]].flat();
  return { ...(headers as object | undefined), host };
}

function reroute(target: string): void {
  const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  globals[GLOBAL_DISPATCHER] = globals[GLOBAL_DISPATCHER]?.compose((dispatch) => (options, handler) => {
    const host = options.origin === undefined ? "" : new URL(options.origin).host;
    if (!REROUTED.test(host)) return dispatch(options, handler);
    return dispatch({ ...options, origin: target, headers: withHost(options.headers, host) }, handler);
  });
}

type Parameters = (object | string | undefined)[];
type Send = (...parameters: Parameters) => ClientRequest;

/** The options of https.request(url, [options], [callback]) or (options, [callback]) with the URL's parts in them, and what follows them. */
function requestOptions(parameters: Parameters): { options: RequestOptions; rest: Parameters } {
  const [first, second, ...rest] = parameters;
  if (typeof first !== "string" && !(first instanceof URL)) return { options: first ?? {}, rest: [second, ...rest] };
  const { hostname, port, pathname, search } = new URL(first);
  const own = { hostname, path: pathname + search, ...(port ? { port } : {}) };
  return typeof second === "object" && second !== null
    ? { options: { ...own, ...second }, rest }
    : { options: own, rest: [second, ...rest] };
}

function headersWithHost(headers: RequestOptions["headers"], host: string): RequestOptions["headers"] {
  if (Array.isArray(headers)) return [...headers, "host", host];
  const named = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === "host");
  return named ? headers : { ...(headers as object | undefined), host };
}

/** Sends https.request and https.get of the rerouted hosts to `target` over plain HTTP. */
function rerouteHttps(target: URL): void {
  const https = process.getBuiltinModule("node:https");
  const http = process.getBuiltinModule("node:http");
  for (const name of ["request", "get"] as const) {
    const original = https[name] as Send;
    const plain = http[name] as Send;
    https[name] = (...parameters: Parameters) => {
      const { options, rest } = requestOptions(parameters);
      const host = options.hostname ?? options.host ?? "";
      if (!REROUTED.test(host)) return original(...parameters);
      const { agent: _agent, servername: _servername, ...kept } = options as RequestOptions & { servername?: string };
      return plain(
        {
          ...kept,
          protocol: "http:",
          host: target.hostname,
          hostname: target.hostname,
          port: target.port,
          headers: headersWithHost(options.headers, host),
        },
        ...rest,
      );
    };
  }
  syncBuiltinESMExports();
}

if (endpoint !== undefined) {
  // Only when somebody imports it: loading TLS takes 5 ms of a cold start.
  let loaded = false;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (!loaded && (specifier === "https" || specifier === "node:https")) {
        loaded = true;
        rerouteHttps(new URL(endpoint));
      }
      return nextResolve(specifier, context);
    },
  });

  // Node loads its fetch (undici, 15 ms) at the first use of it: so does the rerouting, to keep cold starts short.
  const fetch = globalThis.fetch;
  let rerouted = false;
  globalThis.fetch = (input, init) => {
    if (!rerouted) {
      rerouted = true;
      void globalThis.Headers; // loads undici and sets its global dispatcher
      reroute(endpoint);
    }
    return fetch(input, init);
  };
}
