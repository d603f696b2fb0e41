// Builds src/crmeter/web/static/crmeter/built from npm packages: one script, the typeface, the icons in use, licences.
// Nothing in that folder is committed; it is packed into the wheel and served by the product itself.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WEB = "src/crmeter/web";
const BUILT = `${WEB}/static/crmeter/built`;
// Where ranges overlap the last face wins: Vietnamese letters must not fetch the large extended file.
const SUBSETS = ["latin-ext", "vietnamese", "latin"];
const PACKAGES = ["htmx.org", "@fontsource-variable/inter", "@tabler/icons"];
// An icon is named in a template by {% icon "name" %} and in Python by icon="name".
const NAMED = { ".html": /{%\s*icon\s+"([a-z0-9-]+)"/g, ".py": /\bicon="([a-z0-9-]+)"/g };

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

function iconNames() {
  const names = new Set();
  for (const path of files(WEB)) {
    const ending = Object.keys(NAMED).find((end) => path.endsWith(end));
    if (ending) for (const [, name] of readFileSync(path, "utf8").matchAll(NAMED[ending])) names.add(name);
  }
  return [...names].sort();
}

function sprite() {
  const symbols = [];
  const missing = [];
  for (const name of iconNames()) {
    const path = `node_modules/@tabler/icons/icons/outline/${name}.svg`;
    if (!existsSync(path)) {
      missing.push(name);
      continue;
    }
    const shapes = readFileSync(path, "utf8")
      .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "")
      .replace(/<path stroke="none"[^>]*\/>/, "")
      .replace(/\s+/g, " ")
      .trim();
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`);
  }
  if (missing.length) throw new Error(`no such icon in @tabler/icons: ${missing.join(", ")}`);
  writeFileSync(`${BUILT}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

function typeface() {
  const home = "node_modules/@fontsource-variable/inter";
  const faces = readFileSync(`${home}/opsz.css`, "utf8").split("/* ").slice(1);
  const kept = SUBSETS.map((subset) => faces.find((face) => face.startsWith(`inter-${subset}-opsz-normal`)));
  mkdirSync(`${BUILT}/fonts`);
  for (const subset of SUBSETS)
    copyFileSync(`${home}/files/inter-${subset}-opsz-normal.woff2`, `${BUILT}/fonts/inter-${subset}.woff2`);
  const css = kept.map((face) => face.slice(face.indexOf("@font-face"))).join("");
  writeFileSync(`${BUILT}/inter.css`, css.replace(/\.\/files\/inter-([a-z-]+)-opsz-normal/g, "fonts/inter-$1"));
}

function licences() {
  mkdirSync(`${BUILT}/licences`);
  for (const name of PACKAGES) {
    const home = `node_modules/${name}`;
    const text = readdirSync(home).find((file) => /^licen[cs]e/i.test(file));
    const facts = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));
    const words = text ? readFileSync(`${home}/${text}`, "utf8") : `Licence: ${facts.license}\n`;
    writeFileSync(`${BUILT}/licences/${name.replace("/", "-")}.txt`, `${name} ${facts.version}\n\n${words}`);
  }
}

rmSync(BUILT, { recursive: true, force: true });
mkdirSync(BUILT, { recursive: true });
await build({
  entryPoints: ["scripts/libraries.mjs"],
  outfile: `${BUILT}/libraries.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
typeface();
sprite();
licences();
