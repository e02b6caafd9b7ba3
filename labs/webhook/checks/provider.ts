import { createHmac, randomBytes } from "node:crypto";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { eventually, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";
import { targetTime } from "@course/grader/checks/time";

/** One delivery as it goes over the wire. */
export interface Delivery {
  headers: Record<string, string>;
  body: string;
}

interface Choice {
  id?: string;
  /** Seconds after now; negative for the past. */
  ageSeconds?: number;
  secret?: string;
  contentType?: string;
}

/** The provider's side, as its documentation describes it: signs what it sends, with the newest secret unless told otherwise. */
export class Provider {
  readonly #lab: Lab;
  secrets: string[];
  readonly #parameter: string;

  private constructor(lab: Lab, parameter: string, secrets: string[]) {
    this.#lab = lab;
    this.#parameter = parameter;
    this.secrets = secrets;
  }

  static async of(lab: Lab): Promise<Provider> {
    const Name = lab.output("SecretsParameter");
    const { Parameter } = await lab.client(SSMClient).send(new GetParameterCommand({ Name, WithDecryption: true }));
    return new Provider(lab, Name, Parameter!.Value!.match(/\S+/g) ?? []);
  }

  async sign(body: string, choice: Choice = {}): Promise<Delivery> {
    const { id = this.#lab.unique("evt"), ageSeconds = 0, contentType = "application/json" } = choice;
    const timestamp = String(Math.floor((await targetTime(this.#lab)) / 1000) - ageSeconds);
    const signature = signatureOf(choice.secret ?? this.secrets[0]!, id, timestamp, body);
    return {
      headers: {
        "Content-Type": contentType,
        "Webhook-Id": id,
        "Webhook-Timestamp": timestamp,
        "Webhook-Signature": signature,
      },
      body,
    };
  }

  /** The operator's side of a change of secrets. */
  async publish(secrets: string[]): Promise<void> {
    const command = { Name: this.#parameter, Value: secrets.join(" "), Overwrite: true, Type: "SecureString" as const };
    await this.#lab.client(SSMClient).send(new PutParameterCommand(command));
    this.secrets = secrets;
  }
}

export function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export function payment(account: string, cents: number): string {
  return JSON.stringify({ type: "payment.succeeded", data: { account, cents } });
}

/** On AWS a new API answers late, and a new grant works late: for so long after the first request, such answers are asked for again. */
const SETTLING_MS = 15_000;
let settledAt: number | undefined;

export async function deliver(lab: Lab, { headers, body }: Delivery): Promise<HttpAnswer> {
  const url = lab.output("WebhookUrl");
  expectThat(URL.canParse(url), { expected: "https://...", found: url, where: "WebhookUrl" });
  settledAt ??= Date.now() + SETTLING_MS;
  let last: HttpAnswer | undefined;
  return eventually(
    async () => {
      last = await lab.http("POST", url, { body, headers });
      if ([403, 404, 500, 503].includes(last.status)) throw new Error(`HTTP ${last.status}`);
      return last;
    },
    { within: settledAt - Date.now() },
  ).catch((error: unknown) => {
    if (last) return last;
    throw error;
  });
}

/** Delivers and expects any of the successes: which of them is up to the receiver. */
export async function expectAccepted(lab: Lab, delivery: Delivery, what: string): Promise<void> {
  const answer = await deliver(lab, delivery);
  const isAccepted = answer.status >= 200 && answer.status < 300;
  expectThat(isAccepted, { expected: "HTTP 202", found: found(answer), where: describe(lab, what) });
}

export async function expectRefused(lab: Lab, delivery: Delivery, what: string, status = 401): Promise<void> {
  const answer = await deliver(lab, delivery);
  expectThat(answer.status === status, {
    expected: `HTTP ${status}`,
    found: found(answer),
    where: describe(lab, what),
  });
}

export function found({ status, text }: HttpAnswer): string {
  return `HTTP ${status} ${text}`.trim();
}

function describe(lab: Lab, what: string): string {
  return `POST ${new URL(lab.output("WebhookUrl")).pathname}: ${lab.text(what)}`;
}
