import { createSign, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { decodeToken } from "../../../execute-api/jwt.ts";
import { claimsOf } from "./user-pool-authorizer.ts";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html, read 2026-11-21. The sandbox has no
// Cognito that signs: the tokens are made here, in the form of
// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
const NOW = 1_800_000_000_000;
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k1" }];
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function claims(more: object, scopes: string[] = []) {
  const payload = { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x", exp: NOW / 1000 + 60, ...more };
  const text = `${segment({ alg: "RS256", kid: "k1" })}.${segment(payload)}`;
  const token = decodeToken(`${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`);
  return claimsOf(token, { keys, scopes, now: NOW });
}

test("an ID token's claims are texts, lists joined with commas", () => {
  expect(claims({ token_use: "id", "cognito:groups": ["a", "b"], email_verified: true })).toMatchObject({
    "cognito:groups": "a,b",
    email_verified: "true",
    exp: String(NOW / 1000 + 60),
  });
});

test("scopes want an access token that has one of them; without scopes an access token is refused", () => {
  const access = { token_use: "access", scope: "notes/read openid" };

  expect(claims(access, ["notes/write", "notes/read"])).toMatchObject({ token_use: "access" });
  expect(() => claims(access, ["notes/write"])).toThrow("none of the method's scopes");
  expect(() => claims(access)).toThrow("wants an ID token");
});

test("an expired token has a message of its own", () => {
  expect(() => claims({ token_use: "id", exp: NOW / 1000 })).toThrow("The incoming token has expired");
});
