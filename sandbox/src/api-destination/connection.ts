import type {
  ConnectionAuthorizationType,
  ConnectionState,
  CreateConnectionAuthRequestParameters,
} from "@aws-sdk/client-eventbridge";
import type { OperationContext } from "../core/service.ts";
import { defineStore } from "../core/state.ts";

/** How an HTTP endpoint is to be asked: EventBridge keeps it; rules and pipes use it through API destinations. */
export interface Connection {
  name: string;
  /** connection/<name>/<uuid> */
  arn: string;
  /** Of a secret that AWS keeps in Secrets Manager, and the sandbox in `auth`. */
  secretArn: string;
  description: string | undefined;
  type: ConnectionAuthorizationType;
  /** With its secrets; gone when the connection is deauthorized. */
  auth: CreateConnectionAuthRequestParameters | undefined;
  state: ConnectionState;
  stateReason: string | undefined;
  createdAt: number;
  modifiedAt: number;
  authorizedAt: number | undefined;
  /** What an OAuth server gave. */
  token: Token | undefined;
}

export interface Token {
  /** With its type: Bearer xyz. */
  header: string;
  expiresAt: number;
}

export const connections = defineStore("regional", () => new Map<string, Connection>());

export function connectionByArn(arn: string, context: OperationContext): Connection | undefined {
  return [...context.state(connections).values()].find((connection) => connection.arn === arn);
}
