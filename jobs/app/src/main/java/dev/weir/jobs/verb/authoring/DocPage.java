package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.text.OwnResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of the documentation, as it lies in the jar.
 *
 * @param name of its file without the ending, such as {@code steward} or {@code zh/steward}
 * @param about what it is for: a clause
 */
public record DocPage(String name, String about) {

    /** What the first page of a folder is called. */
    private static final String FIRST = "/index";

    /** All pages, in the order in which people need them. */
    public static final List<DocPage> ALL = List.of(
            new DocPage("tutorial", "ten minutes, from two raw files to release 2"),
            new DocPage("language/index", "what people write: contracts, rules, weir.yaml; its pages by task"),
            new DocPage("language/workspace", "weir.yaml, profiles, schemas for editors"),
            new DocPage("language/drafting", "contracts that Weir drafts from files, and how to overrule them"),
            new DocPage("language/sources", "where files lie, how they are read, what is checked of them"),
            new DocPage("language/formats/csv-and-tsv", "delimited text"),
            new DocPage("language/formats/fixed-width", "text of fixed width"),
            new DocPage("language/formats/ndjson", "JSON lines, paths, objects and arrays"),
            new DocPage("language/formats/parquet", "Parquet"),
            new DocPage("language/formats/orc-and-avro", "ORC and Avro"),
            new DocPage("language/formats/excel", "Excel workbooks"),
            new DocPage("language/formats/vcf", "variants"),
            new DocPage("language/formats/fasta", "sequences"),
            new DocPage("language/formats/sdf", "molecules"),
            new DocPage("language/formats/fhir", "bulk exports of FHIR"),
            new DocPage("language/formats/sas", "SAS data sets and transport files"),
            new DocPage("language/formats/databases", "tables of databases"),
            new DocPage("language/products-and-sql", "products, output ports, queries and their types"),
            new DocPage("language/loads", "append, incremental, merge; intervals; when a product is due"),
            new DocPage("language/rules", "what is checked, rule files, packs, waivers, quarantine"),
            new DocPage("language/dqdl-and-drift", "checks of a whole table, comparisons with past releases"),
            new DocPage("language/masks-and-leaks", "categories, masks, what stops a run for people's sake"),
            new DocPage("language/roles-and-notices", "who may do what, who receives data, who is notified"),
            new DocPage("language/keys", "an index of all keys"),
            new DocPage("steward", "for who edits rules and wants to know what would happen"),
            new DocPage("scientist", "for who trains on a release"),
            new DocPage(
                    "catalogues", "a release in DCAT, Croissant, DataHub, citations and data sheets; how FAIR it is"),
            new DocPage("reading", "how a release is read from Python, R, SQL and Spark"),
            new DocPage("operator-start", "an operator's first hour: install, run, look, back up"),
            new DocPage("operator", "for who schedules runs and keeps the warehouse"),
            new DocPage("operating", "installing, upgrading, backing up, restoring, containers, sizes"),
            new DocPage("airflow", "runs in Airflow, Dagster, Argo and other schedulers"),
            new DocPage("officer", "for who answers for personal data"),
            new DocPage("auditor", "for who asks for proof"),
            new DocPage("threat-model", "who may attack what, and the test that closes each way in"),
            new DocPage("lineage", "what a column is made of, where a category reaches, what a change would reach"),
            new DocPage("evidence", "what was measured, on which data, by which test"),
            new DocPage("law", "what of the law is in Weir, article by article"),
            new DocPage("masks", "each mask, and what it leaves"),
            new DocPage("content-hash", "what equal hashes of tables prove"),
            new DocPage("codes", "what the codes of messages mean; 'weir explain CODE' shows one"),
            new DocPage("extending", "formats, masks, stores and commands of your own"),
            new DocPage("architecture/packages", "what the packages of each module hold"),
            new DocPage("architecture/engine", "how a run reads, judges and writes rows"),
            new DocPage("architecture/sources", "how files, releases and databases are read, and contracts drafted"),
            new DocPage("architecture/lineage", "which columns a column is made of, by text and by plan"),
            new DocPage("architecture/changing-tables", "how loads change a table, and a release is made again"),
            new DocPage("architecture/personal-data", "how values are masked and watched, and where keys are"),
            new DocPage("architecture/releasing", "the release log, leases, recovery, catalogues"),
            new DocPage("architecture/proof-and-copies", "evidence, ledger, permission"),
            new DocPage("architecture/processes", "class paths, clusters, events, notices"),
            new DocPage("zh/tutorial", "十分钟教程"),
            new DocPage("zh/steward", "写给数据管理专员"),
            new DocPage("zh/evidence", "实测数据"),
            new DocPage("zh/language/drafting", "起草数据契约"),
            new DocPage("zh/language/rules", "规则"),
            new DocPage("zh/scientist", "写给科研人员"),
            new DocPage("zh/operator-start", "运维人员入门"),
            new DocPage("zh/officer", "写给个人信息保护负责人"),
            new DocPage("zh/law", "Weir 中的法律"),
            new DocPage("zh/glossary", "术语表"));

    /** A heading of a page, with all that stands below it. */
    public record Section(DocPage page, String heading, String text) {}

    /** The page of that name, with its folder or without; of a folder its first page. Empty where there is none. */
    public static Optional<DocPage> named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("^docs/", "").replaceFirst("\\.md$", "");
        return ALL.stream()
                .filter(page -> ("/" + page.name).endsWith("/" + plain) || page.name.equals(plain + FIRST))
                .findFirst();
    }

    /** This page; of the first page of a folder all pages of the folder. */
    public List<DocPage> andThoseBelow() {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        return name.endsWith(FIRST)
                ? ALL.stream().filter(page -> page.name.startsWith(folder)).toList()
                : List.of(this);
    }

    public String text() {
        return OwnResource.text(DocPage.class, "/docs/" + name + ".md");
    }

    /**
     * The pages and sections that are called so, whatever the letters' size; where none is, the sections whose headings have
     * the words among others. Of one in another the outer alone.
     */
    public static List<Section> sections(List<DocPage> pages, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Section> called = sections(pages, 1, wanted::equals);
        return called.isEmpty() ? sections(pages, 2, heading -> heading.contains(wanted)) : called;
    }

    private static List<Section> sections(List<DocPage> pages, int highest, Predicate<String> wanted) {
        return pages.stream()
                .flatMap(page -> page.sections(highest, wanted).stream())
                .toList();
    }

    private List<Section> sections(int highest, Predicate<String> wanted) {
        List<Section> found = new ArrayList<>();
        int depth = 0;
        boolean inCode = false;
        String heading = "";
        StringBuilder text = new StringBuilder();
        for (String line : text().split("\n", -1)) {
            inCode ^= line.startsWith("```");
            int level = inCode || line.startsWith("```") ? 0 : level(line);
            if (level > 0 && depth > 0 && level <= depth) {
                found.add(new Section(this, heading, text.toString()));
                depth = 0;
            }
            String here = line.substring(level).strip();
            if (level >= highest && depth == 0 && wanted.test(here.toLowerCase(Locale.ROOT))) {
                depth = level;
                heading = here;
                text.setLength(0);
            }
            if (depth > 0) {
                text.append(line).append('\n');
            }
        }
        if (depth > 0) {
            found.add(new Section(this, heading, text.toString()));
        }
        return found;
    }

    private static int level(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        return level < line.length() && line.charAt(level) == ' ' ? level : 0;
    }
}
