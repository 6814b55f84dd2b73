package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.Destination;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of categories in docs/language/masks-and-leaks.md is the law pack's. */
final class CategoriesTableTest {

    private static final String HEADER =
            "| category | what it is | enclave | controlled | public | export |\n|---|---|---|---|---|---|\n";

    @Test
    void listsTheLawPacksCategoriesWithTheirDefaultMasks() throws IOException {
        String page = Files.readString(Path.of("../../docs/language/masks-and-leaks.md"), StandardCharsets.UTF_8);
        int begin = page.indexOf(HEADER) + HEADER.length();
        List<String> rows =
                page.substring(begin, page.indexOf("\n\n", begin)).lines().toList();
        assertThat(rows)
                .containsExactlyElementsOf(LawPack.load("cn-2026-01").categories().values().stream()
                        .filter(category -> category.scope() == Category.Scope.COLUMN)
                        .map(CategoriesTableTest::row)
                        .toList());
    }

    private static String row(Category category) {
        return "| `" + category.code() + "` | " + category.term().english() + " ("
                + category.term().chinese() + ") | "
                + mask(category, Destination.ENCLAVE) + " | " + mask(category, Destination.CONTROLLED) + " | "
                + mask(category, Destination.PUBLIC) + " | " + mask(category, Destination.EXPORT) + " |";
    }

    private static String mask(Category category, Destination stage) {
        return category.mask(stage).word();
    }
}
