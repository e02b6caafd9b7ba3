/** What the sandbox emulates: docs/coverage/coverage.json, written by `npm run coverage` from the sandbox's code. */
import { readJson } from "./read.ts";

export interface ServiceCoverage {
  /** Suffix of @aws-sdk/client-*. */
  id: string;
  /** Emulated operations, each with the parameters that are refused. */
  operations: Record<string, string[]>;
  refusedOperations: string[];
  /** Emulated CloudFormation types, each with the paths of the properties that are refused. */
  types: Record<string, string[]>;
  refusedTypes: string[];
  /** Paragraphs and lists in English, from the header of the service's code. */
  gaps: string[];
  byDesign: string[];
}

export interface Coverage {
  services: ServiceCoverage[];
}

export const readCoverage = (): Coverage => readJson("docs/coverage/coverage.json");
