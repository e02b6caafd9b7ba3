import { devNull } from "node:os";
import { delimiter, join } from "node:path";
import { COMPILE_CACHE } from "./compile-cache.ts";
import type { Deployment, SessionCredentials } from "./deployment.ts";

interface Surroundings {
  credentials: SessionCredentials;
  endpoint: string;
  logStream: string;
  initializationType: string;
  tempDir: string;
}

/** The environment variables of a child: those AWS documents, those of the function, and what the sandbox needs. Nothing of the parent's but PATH. */
export function childEnvironment(deployment: Deployment, around: Surroundings): Record<string, string> {
  const { logging } = deployment;
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: [process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin", ...optPaths(deployment, "bin")].join(delimiter),
    LD_LIBRARY_PATH: [deployment.codeDir, join(deployment.codeDir, "lib"), ...optPaths(deployment, "lib")].join(
      delimiter,
    ),
    NODE_PATH: [
      ...optPaths(deployment, join("nodejs", `node${/\d+/.exec(deployment.runtime)?.[0]}`, "node_modules")),
      ...optPaths(deployment, join("nodejs", "node_modules")),
      deployment.codeDir,
    ].join(delimiter),
    ...deployment.variables,
    // The rest is reserved: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, "Defined runtime environment variables" (2026-11)
    _HANDLER: deployment.handler,
    AWS_REGION: deployment.region,
    AWS_DEFAULT_REGION: deployment.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${deployment.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: deployment.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployment.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: deployment.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: around.initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: around.logStream,
    ...(logging.format === "JSON"
      ? { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel }
      : {}),
    AWS_ACCESS_KEY_ID: around.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: around.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: around.credentials.sessionToken,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    LAMBDA_TASK_ROOT: deployment.codeDir,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    PWD: deployment.codeDir,
    // The sandbox's own: AWS has none of these.
    AWS_ENDPOINT_URL: around.endpoint,
    AWS_CONFIG_FILE: devNull,
    // There is no X-Ray: what is sent to the discard port is lost, and does not reach a daemon of this machine.
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:9",
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // CDK's AwsCustomResource tries to install the newest SDK: it falls back to the runtime's at once.
    npm_config_offline: "true",
    TMPDIR: around.tempDir,
    SANDBOX_ENDPOINT: around.endpoint,
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
}

function optPaths({ optDir }: Deployment, path: string): string[] {
  return optDir === undefined ? [] : [join(optDir, path)];
}
