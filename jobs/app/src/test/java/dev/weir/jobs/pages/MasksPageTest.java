package dev.weir.jobs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.kind.BuiltInMasks;
import dev.weir.privacy.mask.kind.Shift;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors of docs/masks.md are what the masks make. */
class MasksPageTest {

    private static final String HEADER = "| category | mask | value | released |\n|---|---|---|---|\n";

    @Test
    void saysWhatTheMasksMake() throws IOException {
        String page = Files.readString(Path.of("../../docs/masks.md"), StandardCharsets.UTF_8);
        int begin = page.indexOf(HEADER) + HEADER.length();
        List<String> computed = new ArrayList<>();
        List<String> rows =
                page.substring(begin, page.indexOf("\n\n", begin)).lines().toList();
        for (String row : rows) {
            String[] cells = row.replace("`", "").split(" *\\| *", -1);
            String released = masked(cells[1], cells[2], cells[3]);
            computed.add("| `%s` | `%s` | `%s` | `%s` |".formatted(cells[1], cells[2], cells[3], released));
        }
        assertThat(rows).hasSizeGreaterThan(10).containsExactlyElementsOf(computed);
    }

    /** The table of masks in the language's page has all of them, in their order, with what may stand beside each. */
    @Test
    void theLanguagesPageHasEveryMaskWithItsParameters() throws IOException {
        String page = Files.readString(Path.of("../../docs/language/masks-and-leaks.md"), StandardCharsets.UTF_8);
        int begin = page.indexOf("| mask | parameters (default) |");
        List<String[]> rows = page.substring(begin, page.indexOf("\n\n", begin))
                .lines()
                .skip(2)
                .map(row -> row.split(" *\\| *", -1))
                .toList();
        List<MaskMethod<?>> methods = new BuiltInMasks().methods();
        assertThat(rows).hasSameSizeAs(methods);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)[1]).isEqualTo("`" + methods.get(i) + "`");
            String said = rows.get(i)[2].replaceAll("[(][^)]*[)]", "");
            for (Parameter<?, ?> parameter : methods.get(i).parameters()) {
                List<String> words = parameter.words();
                if (!parameter.name().equals("mode")) { // whoever writes it is told to take it out
                    assertThat(said).contains("`" + parameter.name());
                    assertThat(words)
                            .allMatch(word -> said.contains("`" + word + "`") || said.contains(": " + word + "`"));
                }
            }
            assertThat(said.isEmpty()).isEqualTo(methods.get(i).parameters().isEmpty());
        }
    }

    private static String masked(String category, String mask, String value) {
        MaskRecipe recipe = MaskRecipe.of(
                Mask.parse(choice(mask), Place.of("docs/masks.md")), key(), new PseudonymDomain("clinical", category));
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return recipe.mask() instanceof Shift
                ? String.format("%+d days", recipe.openShift().days(utf8, 0, utf8.length))
                : new String(recipe.open().mask(utf8), StandardCharsets.UTF_8);
    }

    /** From {@code method, key: value, key: value}. */
    private static MaskChoice choice(String mask) {
        String[] parts = mask.split(", ", -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : List.of(parts).subList(1, parts.length)) {
            parameters.put(parameter.split(": ", 2)[0], parameter.split(": ", 2)[1]);
        }
        return new MaskChoice(parts[0], parameters);
    }

    /** The bytes 00 to 1f. */
    private static WorkspaceKey key() {
        return WorkspaceKey.random(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                }
            }
        });
    }
}
