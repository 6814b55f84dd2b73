package dev.weir.jobs.verb.authoring;

import java.util.Optional;

/** What the codes mean that messages carry: the page of the documentation, as it lies in the jar. */
public final class CodesPage {

    private CodesPage() {}

    /** The page's section on one code, heading included; empty when there is none. */
    public static Optional<String> section(String id) {
        String page = text();
        int start = page.indexOf("## " + id + " ");
        if (start < 0) {
            return Optional.empty();
        }
        int end = page.indexOf("\n## ", start);
        return Optional.of(page.substring(start, end < 0 ? page.length() : end + 1));
    }

    public static String text() {
        return DocPage.named("codes").orElseThrow().text();
    }
}
