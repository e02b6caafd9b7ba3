import type { ApiDestinationHttpMethod, ApiDestinationState } from "@aws-sdk/client-eventbridge";
import type { OperationContext } from "../core/service.ts";
import { defineStore } from "../core/state.ts";
import { connectionByArn } from "./connection.ts";

/** An HTTP endpoint that rules and pipes have for a target. */
export interface ApiDestination {
  name: string;
  /** api-destination/<name>/<uuid> */
  arn: string;
  description: string | undefined;
  connectionArn: string;
  endpoint: string;
  method: ApiDestinationHttpMethod;
  ratePerSecond: number;
  createdAt: number;
  modifiedAt: number;
  /** Sandbox time of the next invocation that the rate allows. */
  nextAt: number;
}

export const apiDestinations = defineStore("regional", () => new Map<string, ApiDestination>());

export function apiDestinationByArn(arn: string, context: OperationContext): ApiDestination | undefined {
  return [...context.state(apiDestinations).values()].find((destination) => destination.arn === arn);
}

/** Only an authorized connection makes it usable (recorded). */
export function stateOf({ connectionArn }: ApiDestination, context: OperationContext): ApiDestinationState {
  return connectionByArn(connectionArn, context)?.state === "AUTHORIZED" ? "ACTIVE" : "INACTIVE";
}
