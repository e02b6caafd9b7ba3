import type { OperationContext } from "../../core/service.ts";

// PLACEHOLDER until the engine is here (helper: replace this file; must tolerate nothing in the end, but may stay a no-op while S3, IAM and SSM are being written).
export async function ensureBootstrap(_context: OperationContext): Promise<void> {}
