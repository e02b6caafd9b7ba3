/** The three questions of start/choose-compute, asked of a piece of work, and the limits that answer them. The tests name AWS's pages. */

export const FORMS = ["lambda", "durable", "fargate", "ec2"] as const;
type Form = (typeof FORMS)[number];

export interface Work {
  /** Something special that the machine must have. */
  machine: "no" | "gpu" | "kernel" | "licence";
  /** Why a process must stay up. */
  process: "no" | "connections" | "program";
  /** The longest stretch of computing, without waiting. */
  minutes: number;
  /** Whether that stretch can be cut into independent pieces. */
  pieces: "yes" | "no";
  gigabytes: number;
  /** What it waits for between its steps. */
  waits: "no" | "people" | "systems" | "steps";
  /** From the first step to the last, waiting included. */
  days: number;
}

export interface ComputeLimits {
  lambdaMinutes: number;
  lambdaGigabytes: number;
  durableDays: number;
  fargateGigabytes: number;
  /** Asynchronous invocations on Lambda Managed Instances. */
  managedMinutes: number;
}

/** What keeps a form from doing the work. */
type Obstacle = "machine" | "process" | "minutes" | "gigabytes" | "days" | "forgets";

/** Why a question is answered with yes. */
type Yes = Work["machine"] | Work["process"] | Work["waits"] | "huge" | "large" | "long" | "forever";

export interface Choice {
  form: Form;
  /** The answers in order, up to the first yes; undefined: no. */
  answers: (Exclude<Yes, "no"> | undefined)[];
  obstacles: Record<Form, Obstacle[]>;
  /** The work is done by Lambda because it is cut into pieces. */
  isCut: boolean;
  /** The execution outlasts every workflow: the state has to be kept in a table. */
  isForever: boolean;
  /** Lambda Managed Instances could run it, asynchronously. */
  isForManaged: boolean;
}

export function chooseCompute(work: Work, limits: ComputeLimits): Choice {
  const isLong = work.minutes > limits.lambdaMinutes;
  const isCut = isLong && work.pieces === "yes";
  const isTooLong = isLong && !isCut;
  const isForever = work.waits !== "no" && work.days > limits.durableDays;
  const hasSpecial = work.machine !== "no";
  const mustStay = work.process !== "no";

  const special = hasSpecial ? work.machine : work.gigabytes > limits.fargateGigabytes ? "huge" : undefined;
  const stay = mustStay
    ? work.process
    : isTooLong
      ? "long"
      : work.gigabytes > limits.lambdaGigabytes
        ? "large"
        : undefined;
  const remember = work.waits !== "no" && !isForever ? work.waits : undefined;
  const answers = [special, stay, remember] as Choice["answers"];
  const yes = answers.findIndex((answer) => answer !== undefined);

  const machine: Obstacle[] = hasSpecial ? ["machine"] : [];
  const invocation: Obstacle[] = [
    ...machine,
    ...(mustStay ? (["process"] as const) : []),
    ...(isTooLong ? (["minutes"] as const) : []),
    ...(work.gigabytes > limits.lambdaGigabytes ? (["gigabytes"] as const) : []),
  ];
  return {
    form: yes < 0 ? "lambda" : (["ec2", "fargate", "durable"] as const)[yes]!,
    answers: yes < 0 ? answers : answers.slice(0, yes + 1),
    obstacles: {
      lambda: [...invocation, ...(work.waits === "no" || isForever ? [] : (["forgets"] as const))],
      durable: [...invocation, ...(isForever ? (["days"] as const) : [])],
      fargate: [...machine, ...(work.gigabytes > limits.fargateGigabytes ? (["gigabytes"] as const) : [])],
      ec2: [],
    },
    isCut,
    isForever,
    isForManaged: !hasSpecial && !mustStay && isTooLong && work.minutes <= limits.managedMinutes && work.waits === "no",
  };
}
