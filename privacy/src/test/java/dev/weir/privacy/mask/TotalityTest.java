package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.kind.Generalise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a column holds, every mask has an answer, and none that hides a value shows it. */
class TotalityTest {

    private static final WorkspaceKey KEY = TestKeys.random();

    /** Those that never show a value; `truncate`, `parent` and `spans` may, of short ones and of harmless text. */
    private static final List<MaskRecipe> HIDING = List.of(
            recipe("RID", "redact", Map.of()),
            recipe("RID", "partial", Map.of("first", "1", "last", "1")),
            recipe("NAME", "pseudonymise", Map.of("algorithm", "hmac-sm3")),
            recipe("RID", "pseudonymise", Map.of()),
            recipe("RID", "encrypt", Map.of("format", "any")),
            recipe("TEXT", "encrypt", Map.of("format", "any", "cipher", "aes")),
            recipe("RID", "encrypt", Map.of("format", "kept")),
            recipe("PHONE", "encrypt", Map.of("format", "kept", "keep", "3", "cipher", "aes")),
            recipe("BANK", "encrypt", Map.of("format", "kept")),
            recipe("MRN", "encrypt", Map.of("format", "kept", "keep", "2")),
            recipe("DATE", "generalise", Map.of("to", "month")),
            recipe("DATE", "generalise", Map.of("to", "quarter")),
            recipe("AGE", "generalise", Map.of("to", "band")),
            recipe("HEALTH", "generalise", Map.of("to", "bin", "width", "20")),
            recipe("ADDR", "generalise", Map.of("to", "province")),
            recipe("NAME", "surrogate", Map.of()),
            recipe("RID", "surrogate", Map.of()),
            recipe("PHONE", "surrogate", Map.of()),
            recipe("EMAIL", "surrogate", Map.of()),
            recipe("ADDR", "surrogate", Map.of()));

    /** An age band, a bin, a month, a quarter or an area, as the masks above write them. */
    private static final Pattern GENERALISED =
            Pattern.compile("\\d{1,2}-\\d{1,2}|90\\+|\\[.+,.+\\)|\\d{4}-\\d{2}|\\d{4}-Q[1-4]|(?s:.*)[省市区]");

    private static final List<MaskRecipe> OTHERS = List.of(
            recipe("MRN", "truncate", Map.of("length", "3")),
            recipe("HEALTH", "generalise", Map.of("to", "parent")),
            recipe("DATE", "generalise", Map.of("to", "year")),
            recipe("ADDR", "generalise", Map.of("to", "district")));

    @Property(tries = 500)
    void hasAnAnswerThatDoesNotShowTheValue(@ForAll("values") String value) {
        for (MaskRecipe recipe : HIDING) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            String masked = new String(recipe.open().mask(utf8), StandardCharsets.UTF_8);
            if (!isNothingToHide(value, recipe)) {
                assertThat(masked).as(recipe.mask().toString()).isNotEqualTo(value);
            }
        }
        for (MaskRecipe recipe : OTHERS) {
            assertThatCode(() -> recipe.open().mask(value.getBytes(StandardCharsets.UTF_8)))
                    .doesNotThrowAnyException();
        }
    }

    /** A mask that says that it leaves one constant leaves it of whatever comes. */
    @Property(tries = 200)
    void leavesAConstantWhereItSaysSo(@ForAll("values") String value, @ForAll("values") String other) {
        List<MaskRecipe> constant = HIDING.stream()
                .filter(recipe -> recipe.mask().preserved() == Mask.Preserved.CONSTANT)
                .toList();
        assertThat(constant).isNotEmpty();
        for (MaskRecipe recipe : constant) {
            assertThat(recipe.open().mask(value.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(recipe.open().mask(other.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Property(tries = 200)
    void hasAnAnswerToBytesThatAreNoText(@ForAll byte[] bytes) {
        for (List<MaskRecipe> recipes : List.of(HIDING, OTHERS)) {
            for (MaskRecipe recipe : recipes) {
                assertThatCode(() -> recipe.open().mask(bytes)).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("huge")
    void hasAnAnswerToHugeValues(byte[] value) {
        for (List<MaskRecipe> recipes : List.of(HIDING, OTHERS)) {
            for (MaskRecipe recipe : recipes) {
                assertThat(recipe.open().mask(value))
                        .as(recipe.mask().toString())
                        .isNotEqualTo(value);
            }
        }
    }

    static List<byte[]> huge() {
        return List.of(
                "1".repeat(300_000).getBytes(StandardCharsets.UTF_8),
                "张".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "9.".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "a@".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "Ab ".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                "广东省".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    }

    /** Stars, and what is a generalised value already: the mask of a mask may be itself. */
    private static boolean isNothingToHide(String value, MaskRecipe recipe) {
        return value.isEmpty()
                || value.matches("(?s).?\\**.?")
                || value.equals("[" + recipe.category() + "]")
                || (recipe.mask() instanceof Generalise
                        && GENERALISED.matcher(value).matches());
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.strings().withChars("0123456789X-+. ").ofMaxLength(20),
                Arbitraries.strings().withChars("广东省深圳市区县路号北京张三·岁月年日 ").ofMaxLength(20),
                Arbitraries.strings().withChars("李伟Li @.").ofMaxLength(12),
                Arbitraries.of("13800138000", "11010519491231002X", "6222020200112233446", "2024-02-29", "37"),
                // What the masks themselves write: the mask of a mask.
                Arbitraries.of("0-4", "35-39", "90+", "[20,40)", "2024-02", "2024-Q1", "广东省", "深圳市"));
    }

    private static MaskRecipe recipe(String category, String method, Map<String, String> parameters) {
        Mask mask = Mask.parse(new MaskChoice(method, parameters), Place.of("test"));
        return MaskRecipe.of(mask, KEY, new PseudonymDomain("clinical", category));
    }
}
