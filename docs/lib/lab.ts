/** Labs for the site: facts of labs/<lab>/lab.json with the texts of a language. `slab` validates both; here a text that is missing fails the build. */
import { readJson } from "./read.ts";

interface LabCheck {
  id: string;
  points: number;
  title: string;
  hint: string;
}

export interface Lab {
  id: string;
  version: string;
  minutes: number;
  points: number;
  title: string;
  goal: string;
  tasks: { id: string; title: string; text: string; checks: LabCheck[] }[];
}

interface Manifest {
  id: string;
  version: string;
  minutes: number;
  tasks: { id: string; checks: string[] }[];
  checks: { id: string; points: number }[];
}

interface Texts {
  title: string;
  goal: string;
  tasks: Record<string, { title: string; text: string }>;
  checks: Record<string, { title: string; hint: string }>;
}

export function readLab(id: string, language: string): Lab {
  const { version, minutes, tasks, checks } = readJson<Manifest>(`labs/${id}/lab.json`);
  const file = `labs/${id}/strings/${language}.json`;
  const texts = readJson<Texts>(file);
  const textsOf = <T>(kind: "tasks" | "checks", key: string, from: Record<string, T>): T => {
    const found = from[key];
    if (!found) throw new Error(`${file} has no texts for ${kind}.${key}`);
    return found;
  };
  const checkOf = (check: string): LabCheck => {
    const facts = checks.find((one) => one.id === check);
    if (!facts) throw new Error(`labs/${id}/lab.json: a task names the check "${check}", which is not in checks`);
    return { ...facts, ...textsOf("checks", check, texts.checks) };
  };
  return {
    id,
    version,
    minutes,
    points: checks.reduce((sum, { points }) => sum + points, 0),
    title: texts.title,
    goal: texts.goal,
    tasks: tasks.map((task) => ({
      id: task.id,
      ...textsOf("tasks", task.id, texts.tasks),
      checks: task.checks.map(checkOf),
    })),
  };
}
