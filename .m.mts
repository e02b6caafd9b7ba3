const R="/work/main/grader/src/";
const { initLanguage } = await import(R+"language.ts"); initLanguage("en");
const { gradeApp } = await import(R+"proof/graded-app.ts");
const { readMutants } = await import(R+"lab/patches.ts");
const [lab, name, n, check] = process.argv.slice(2);
const app = name==="solution"? "solution" : readMutants(lab!).find((m:any)=>m.name===name);
for (let i=0;i<Number(n);i++) { const r=await gradeApp({lab, app} as any); console.log(i, r.filter((x:any)=>x.verdict!=="pass").map((x:any)=>x.id).join(",")); const f=r.find((x:any)=>x.id===check && x.verdict!=="pass"); if (f) console.log(JSON.stringify(f,null,1)); }
process.exit(0);
