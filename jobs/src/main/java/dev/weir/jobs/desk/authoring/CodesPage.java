package dev.weir.jobs.desk.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** The whole page. */
    public static String text() {
        try (InputStream page = CodesPage.class.getResourceAsStream("/docs/codes.md")) {
            if (page == null) {
                throw new IllegalStateException("docs/codes.md is not in the jar");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("docs/codes.md in the jar cannot be read", e);
        }
    }
}
