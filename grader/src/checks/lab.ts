import { randomUUID } from "node:crypto";
import { CloudFormationClient, paginateListStackResources } from "@aws-sdk/client-cloudformation";
import { expectThat } from "./failure.ts";
import { readSession } from "./session.ts";

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; fails the check when it is not JSON. */
  json(): any; // oxlint-disable-line no-explicit-any -- whatever the learner's app answers
}

export interface StackResource {
  logicalId: string;
  physicalId: string;
  type: string;
}

/** The deployed app as a check sees it: from outside. */
export interface Lab {
  /** An output of the stack; fails the check when the app has none of that name. */
  output(name: string): string;
  /** One client per class and check run, for whatever target slab chose. */
  client<T>(Client: new (config: object) => T): T;
  /** Sends a request; `path` is appended to the base URL. Rejects when no answer comes (an error, not a failure). */
  http(
    method: string,
    url: string,
    options?: { json?: unknown; body?: string; headers?: Record<string, string> },
  ): Promise<HttpAnswer>;
  /** The stack's resources of a CloudFormation type. */
  resources(type: string): Promise<StackResource[]>;
  /** A name that no other run uses. */
  unique(prefix: string): string;
  /** A text of the lab in the learner's language, `{{name}}` filled in. */
  text(key: string, values?: Record<string, string | number>): string;
}

const clients = new Map<unknown, unknown>();

export const lab: Lab = {
  output(name) {
    const { outputs, stackName } = readSession();
    const value = outputs[name];
    expectThat(value !== undefined, { expected: `CfnOutput ${name}`, found: Object.keys(outputs), where: stackName });
    return value;
  },

  client(Client) {
    if (!clients.has(Client)) clients.set(Client, new Client({}));
    return clients.get(Client) as InstanceType<typeof Client>;
  },

  async http(method, url, { json, body, headers } = {}) {
    const response = await fetch(url, {
      method,
      headers: { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: json === undefined ? (body ?? null) : JSON.stringify(json),
    });
    const text = await response.text();
    const where = `${method} ${new URL(url).pathname}`;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => {
        try {
          return JSON.parse(text);
        } catch {
          expectThat(false, { expected: "JSON", found: text, where });
        }
      },
    };
  },

  async resources(type) {
    const found: StackResource[] = [];
    const client = lab.client(CloudFormationClient);
    for await (const page of paginateListStackResources({ client }, { StackName: readSession().stackName }))
      for (const resource of page.StackResourceSummaries ?? [])
        if (resource.ResourceType === type)
          found.push({ logicalId: resource.LogicalResourceId!, physicalId: resource.PhysicalResourceId!, type });
    return found;
  },

  unique: (prefix) => `${prefix}-${randomUUID().slice(0, 8)}`,

  text(key, values = {}) {
    const text = readSession().texts[key];
    if (text === undefined) throw new Error(`no text "${key}" in the strings of ${readSession().lab}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? `{{${name}}}`));
  },
};
