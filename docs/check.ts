/** `node docs/check.ts`: what is wrong in the content of the site, one line per problem; exits with 1 if anything is. */
import { checks, problemsOf } from "./lib/checks.ts";

let total = 0;
for (const check of checks) {
  const problems = problemsOf(check);
  total += problems.length;
  for (const problem of problems) console.log(problem);
}
const looked = checks.map(({ name }) => name).join(", ");
console.log(total ? `${total} problems (${looked})` : `no problems (${looked})`);
process.exitCode = total ? 1 : 0;
