import { iamId, secret } from "./ids.ts";
import type { Principal } from "./principal.ts";

export interface Credential {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Sandbox time in milliseconds after which a temporary credential is refused. */
  expiresAt?: number;
  principal: Principal;
}

/** The access keys that authenticate. STS issues temporary ones, IAM those of users; the administrator's keys are found by the gateway. */
export class Credentials {
  #byKey = new Map<string, Credential>();

  find(accessKeyId: string): Credential | undefined {
    return this.#byKey.get(accessKeyId);
  }

  add(credential: Credential): Credential {
    this.#byKey.set(credential.accessKeyId, credential);
    return credential;
  }

  remove(accessKeyId: string): void {
    this.#byKey.delete(accessKeyId);
  }

  /** New temporary credentials for a role session. */
  issue(principal: Principal, expiresAt: number): Required<Credential> {
    const credential = {
      accessKeyId: iamId("ASIA"),
      secretAccessKey: secret(30),
      sessionToken: secret(120),
      expiresAt,
      principal,
    };
    this.add(credential);
    return credential;
  }
}
