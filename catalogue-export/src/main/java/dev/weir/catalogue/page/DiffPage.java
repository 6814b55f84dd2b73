package dev.weir.catalogue.page;

import dev.weir.contracts.diff.ReleaseDiff;
import java.util.Map;

/** What changed between two releases, as one HTML file that opens alone. */
public final class DiffPage {

    private DiffPage() {}

    /** The page. */
    public static String html(ReleaseDiff diff) {
        return Page.of("diff.ftlh", Map.of("diff", diff));
    }
}
