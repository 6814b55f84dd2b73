package dev.weir.jobs.verb.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** All pages, in the order in which people need them. */
    public static final List<DocPage> ALL = List.of(
            new DocPage("tutorial", "ten minutes, from two raw files to release 2"),
            new DocPage("language", "the reference of everything that contracts, rules and weir.yaml may say"),
            new DocPage("steward", "for who edits rules and wants to know what would happen"),
            new DocPage("scientist", "for who trains on a release"),
            new DocPage("reading", "how a release is read from Python, R, SQL and Spark"),
            new DocPage("operator", "for who schedules runs and keeps the warehouse"),
            new DocPage("operating", "installing, upgrading, backing up, restoring, containers, sizes"),
            new DocPage("airflow", "runs in Airflow, Dagster, Argo and other schedulers"),
            new DocPage("officer", "for who answers for personal data"),
            new DocPage("auditor", "for who asks for proof"),
            new DocPage("threat-model", "who may attack what, and the test that closes each way in"),
            new DocPage("law", "what of the law is in Weir, article by article"),
            new DocPage("masks", "each mask, and what it leaves"),
            new DocPage("content-hash", "what equal hashes of tables prove"),
            new DocPage("codes", "what the codes of messages mean; 'weir explain CODE' shows one"),
            new DocPage("extending", "formats, masks, stores and commands of your own"),
            new DocPage("zh/tutorial", "十分钟教程"),
            new DocPage("zh/steward", "写给数据管理专员"),
            new DocPage("zh/officer", "写给个人信息保护负责人"),
            new DocPage("zh/law", "Weir 中的法律"),
            new DocPage("zh/glossary", "术语表"));

    /** A heading of a page, with all that stands below it. */
    public record Section(DocPage page, String heading, String text) {}

    /** The page of that name; empty where there is none. */
    public static Optional<DocPage> named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("^docs/", "").replaceFirst("\\.md$", "");
        return ALL.stream().filter(page -> page.name.equals(plain)).findFirst();
    }

    /** The whole page. */
    public String text() {
        String path = "/docs/" + name + ".md";
        try (InputStream page = DocPage.class.getResourceAsStream(path)) {
            if (page == null) {
                throw new IllegalStateException(path + " is not in the jar");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " in the jar cannot be read", e);
        }
    }

    /**
     * The sections of pages that are called so, whatever the letters' size; where none is, those whose headings have the words
     * among others. Of one in another the outer alone.
     */
    public static List<Section> sections(List<DocPage> pages, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Section> called = sections(pages, wanted::equals);
        return called.isEmpty() ? sections(pages, heading -> heading.contains(wanted)) : called;
    }

    private static List<Section> sections(List<DocPage> pages, Predicate<String> wanted) {
        return pages.stream().flatMap(page -> page.sections(wanted).stream()).toList();
    }

    private List<Section> sections(Predicate<String> wanted) {
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
            if (level > 1 && depth == 0 && wanted.test(here.toLowerCase(Locale.ROOT))) {
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
