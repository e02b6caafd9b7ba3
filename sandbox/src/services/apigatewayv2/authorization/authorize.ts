import type { Exchange } from "../exchange.ts";
import { serverError } from "../refusal.ts";
import { askFunction } from "./lambda.ts";
import { checkSigner } from "./signer.ts";
import { checkToken } from "./token.ts";

/** Who may call the route: everybody, a signed identity, the bearer of a token, or whom a function lets in. */
export async function authorizeRequest(exchange: Exchange): Promise<void> {
  const { route } = exchange.match;
  if (route.authorizationType === "NONE") return;
  if (route.authorizationType === "AWS_IAM") return checkSigner(exchange);
  const authorizer = exchange.routing.authorizers.get(route.authorizerId!);
  if (!authorizer) throw serverError("the route's authorizer is not part of the deployment");
  return authorizer.type === "JWT" ? checkToken(authorizer, exchange) : askFunction(authorizer, exchange);
}
