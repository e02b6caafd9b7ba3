/** What browser code needs of the course to name things; a component hands it over as `<script type="application/json" data-outline>`. */
export interface Outline {
  lessons: { slug: string; title: string; questions: string[] }[];
  labs: { id: string; title: string; checks: string[] }[];
}
