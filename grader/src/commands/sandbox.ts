import { startSandbox } from "@course/sandbox";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { sandboxEnvironment } from "../target/sandbox.ts";
import { print, styled } from "../terminal.ts";

/** `slab sandbox [--port N]`: a sandbox by itself, until Ctrl-C. */
export async function sandboxCommand(options: { port: string }): Promise<number> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UserError("badPort", { port: options.port });
  const sandbox = await startSandbox({ port }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EADDRINUSE" ? new UserError("portInUse", { port }) : error;
  });
  print(t("sandbox.ready", { endpoint: sandbox.endpoint }));
  printExports(sandbox);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
  });
  await sandbox.stop();
  return 0;
}

/** The variables that lead the AWS CLI, the SDKs and the CDK to a sandbox, ready to paste. */
export function printExports(sandbox: { endpoint: string; token: string }): void {
  print();
  print(t("sandbox.exports"));
  for (const [name, value] of Object.entries(sandboxEnvironment(sandbox.endpoint)))
    print(`  ${styled("cyan", `export ${name}=${value}`)}`);
  print();
  print(
    t("sandbox.apis", {
      region: sandboxEnvironment(sandbox.endpoint)["AWS_REGION"]!,
      port: new URL(sandbox.endpoint).port,
    }),
  );
  print();
  print(t("sandbox.token", { token: sandbox.token, endpoint: sandbox.endpoint }));
  print(t("sandbox.end"));
}
