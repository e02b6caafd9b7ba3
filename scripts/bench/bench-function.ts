import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { createZip } from "../../sandbox/src/services/lambda/zip.ts";
import { clientOptions } from "./measure.ts";

export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
});
const READ_QUEUES = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: "*",
    },
  ],
});
const CODE = `
export const handler = async ({ Records }) => {
  await fetch(process.env.ARRIVALS, { method: "POST", body: Records.map(({ body }) => body).join("\\n") });
};
`;

/** Hears of each message that a function has in its hands. */
export class Arrivals {
  readonly #server = createServer((request, response) => {
    const arrivedAt = performance.now();
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      response.end();
      for (const body of text.split("\n")) this.#onArrival(request.url!.slice(1), body, arrivedAt);
    });
  });
  #onArrival: (functionName: string, body: string, arrivedAt: number) => void = () => {};

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  listen(onArrival: (functionName: string, body: string, arrivedAt: number) => void): void {
    this.#onArrival = onArrival;
  }

  /** A function that reads a queue and tells of its messages here. */
  async attach(endpoint: string, name: string, queueArn: string): Promise<void> {
    const lambda = new LambdaClient(clientOptions(endpoint));
    const iam = new IAMClient(clientOptions(endpoint));
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "read", PolicyDocument: READ_QUEUES }));
    const { port } = this.#server.address() as AddressInfo;
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: Role!.Arn!,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        MemorySize: 256,
        Timeout: 10,
        Environment: { Variables: { ARRIVALS: `http://127.0.0.1:${port}/${name}` } },
        Code: { ZipFile: createZip({ "index.mjs": CODE }) },
      }),
    );
    await lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: queueArn, BatchSize: 10 }),
    );
  }
}
