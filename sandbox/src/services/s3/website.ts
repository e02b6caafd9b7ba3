/** Why there are no website endpoints, and what to do instead. Blocked public access, the default since April 2023, keeps them shut on AWS too. */
export const WEBSITE_ADVICE =
  "website endpoints have no TLS and need a public bucket: serve the bucket through CloudFront with an origin access control instead";
