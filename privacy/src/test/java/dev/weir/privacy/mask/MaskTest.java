package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.mask.kind.Encrypt;
import dev.weir.privacy.mask.kind.Generalisation;
import dev.weir.privacy.mask.kind.Generalise;
import dev.weir.privacy.mask.kind.Partial;
import dev.weir.privacy.mask.kind.Pseudonymise;
import dev.weir.privacy.mask.kind.Redact;
import dev.weir.privacy.mask.text.CanonicalText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static final Place PLACE = new Place("contracts/a.odcs.yaml", 3, 5);

    @ParameterizedTest
    @ValueSource(
            strings = {"keep", "drop", "nullify", "redact", "partial", "pseudonymise", "encrypt", "shift", "surrogate"})
    void readsBackTheMethodItWrites(String method) {
        assertThat(Mask.parse(method).method().word()).isEqualTo(method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep",
                "drop",
                "nullify",
                "surrogate",
                "partial last=4",
                "pseudonymise",
                "generalise to=city",
                "redact extent=spans",
                "partial first=1 last=2",
                "pseudonymise algorithm=hmac-sm3 domain=shared",
                "encrypt format=kept cipher=aes keep=3",
                "generalise to=quarter",
                "generalise to=band width=10 from=80",
                "generalise to=district",
                "generalise to=parent levels=4",
                "generalise to=bin width=2.5",
                "shift",
                "shift least=366",
                "truncate length=2"
            })
    void isWrittenAsItIsRead(String text) {
        Mask mask = mask(text);
        assertThat(Mask.parse(mask.written(), PLACE)).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({
        "keep, SAME, ALL, none",
        "drop, NONE, NOTHING, none",
        "nullify, NULL, NOTHING, none",
        "redact, TEXT, CONSTANT, none",
        "redact extent=spans, TEXT, PARTS, none",
        "partial, TEXT, PARTS, none",
        "pseudonymise, TEXT, EQUALITY, one way",
        "pseudonymise domain=shared, TEXT, EQUALITY, one way",
        "encrypt format=any, TEXT, EQUALITY, both ways",
        "encrypt format=kept, TEXT, PARTS, both ways",
        "generalise to=year, TEXT, PARTS, none",
        "shift, MOVED, PARTS, one way",
        "truncate length=9, TEXT, PARTS, none",
        "surrogate, TEXT, PARTS, one way"
    })
    void saysWhatIsLeftAfterIt(String text, Mask.Outcome outcome, Mask.Preserved left, String key) {
        Mask mask = mask(text);
        assertThat(mask.outcome()).isEqualTo(outcome);
        assertThat(mask.preserved()).isEqualTo(left);
        assertThat(mask.keeps()).isEqualTo(left == Mask.Preserved.ALL);
        assertThat(mask.isInjective()).isEqualTo(left == Mask.Preserved.ALL || left == Mask.Preserved.EQUALITY);
        assertThat(mask.isConstant()).isEqualTo(left == Mask.Preserved.CONSTANT || left == Mask.Preserved.NOTHING);
        assertThat(mask.leavesNothing()).isEqualTo(left == Mask.Preserved.NOTHING);
        assertThat(mask.isKeyed()).isEqualTo(!key.equals("none"));
        assertThat(mask.canBeUndone()).isEqualTo(key.equals("both ways"));
        assertThat(mask.isForDisplay()).isEqualTo(text.equals("partial"));
        assertThat(mask.shifts()).isEqualTo(text.equals("shift"));
        assertThat(mask.sharedDomain().isPresent()).isEqualTo(text.endsWith("=shared"));
        assertThat(mask.withoutSharedDomain()).isEqualTo(text.endsWith("=shared") ? mask("pseudonymise") : mask);
        MaskRecipe recipe = MaskRecipe.of(mask, TestKeys.random(), new PseudonymDomain("clinical", "MRN"));
        assertThat(recipe.keeps()).isEqualTo(text.equals("keep"));
        assertThat(recipe.drops()).isEqualTo(outcome == Mask.Outcome.NONE);
    }

    @Test
    void aRecipeKnowsWhatAMaskHasMadeOfItsValues() {
        MaskRecipe recipe =
                MaskRecipe.of(mask("pseudonymise"), TestKeys.random(), new PseudonymDomain("clinical", "MRN"));
        assertThat(recipe.values()).isEqualTo(MaskRecipe.Values.WRITTEN);
        for (String made : List.of("keep", "pseudonymise", "encrypt", "surrogate", "shift", "generalise to=year")) {
            MaskRecipe on = recipe.on(mask(made));
            assertThat(on.values())
                    .isEqualTo(
                            switch (made) {
                                case "pseudonymise" -> MaskRecipe.Values.PSEUDONYMS;
                                case "encrypt" -> MaskRecipe.Values.OPAQUE;
                                default -> MaskRecipe.Values.WRITTEN;
                            });
            assertThat(on.mask()).isEqualTo(recipe.mask());
            assertThat(on.key()).isEqualTo(recipe.key());
        }
    }

    @Test
    void redactsWhatItFindsInAText() {
        byte[] text = "电话13800138000。".getBytes(StandardCharsets.UTF_8);
        MaskRecipe recipe =
                MaskRecipe.of(mask("redact extent=spans"), TestKeys.random(), new PseudonymDomain("clinical", "TEXT"));
        assertThat(new String(recipe.open().mask(text), StandardCharsets.UTF_8)).isEqualTo("电话[PHONE]。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partial first=-1",
                "partial last=-1",
                "encrypt keep=-1",
                "truncate length=0",
                "shift least=0",
                "shift least=100001",
                "generalise to=band width=1",
                "generalise to=band width=10 from=9",
                "generalise to=parent levels=0",
                "generalise to=bin width=0"
            })
    void refusesWhatLiesBeyondItsBounds(String text) {
        assertThatThrownBy(() -> mask(text)).isInstanceOf(ProblemsException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partial first=0",
                "partial last=0",
                "encrypt keep=0",
                "truncate length=1",
                "shift least=1",
                "shift least=100000",
                "generalise to=band width=2",
                "generalise to=band width=10 from=10",
                "generalise to=parent levels=1",
                "generalise to=bin width=0.001"
            })
    void takesWhatLiesOnThem(String text) {
        assertThat(mask(text)).isNotNull();
    }

    /** A band is as coarse as another where each of its edges is one of the other's; nobody is older than 150. */
    @ParameterizedTest
    @CsvSource({
        "10, 90, 5, 90, true",
        "5, 90, 10, 90, false",
        "10, 80, 5, 90, true",
        "5, 90, 5, 80, false",
        "5, 85, 5, 90, true",
        "7, 85, 7, 84, false",
        "7, 84, 7, 85, true",
        "30, 150, 15, 300, true",
        "150, 150, 7, 400, false",
        "151, 151, 7, 400, true",
        "150, 151, 7, 400, false",
        "10, 150, 5, 151, true"
    })
    void bandsAreComparedByTheirEdges(int width, int top, int otherWidth, int otherTop, boolean coarser) {
        assertThat(new Generalisation.Band(width, top)
                        .isAtLeastAsCoarseAs(new Generalisation.Band(otherWidth, otherTop)))
                .isEqualTo(coarser);
    }

    @Test
    void showsParametersThatAreNotTheUsualOnes() {
        assertThat(mask("pseudonymise").display()).isEqualTo("pseudonymise");
        assertThat(mask("generalise to=year").display()).isEqualTo("generalise (to year)");
        assertThat(mask("redact extent=spans").display()).isEqualTo("redact (extent spans)");
    }

    private static Mask mask(String text) {
        String[] words = text.split(" ");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            parameters.put(words[i].split("=")[0], words[i].split("=")[1]);
        }
        return Mask.parse(new MaskChoice(words[0], parameters), PLACE);
    }

    @Test
    void pseudonymisesWithSha256UnlessToldOtherwise() {
        assertThat(Mask.parse("pseudonymise")).isEqualTo(new Pseudonymise(MacAlgorithm.HMAC_SHA_256, Optional.empty()));
        assertThat(Mask.parse(new MaskChoice("pseudonymise", Map.of("algorithm", "hmac-sm3")), PLACE))
                .isEqualTo(new Pseudonymise(MacAlgorithm.HMAC_SM3, Optional.empty()));
    }

    @Test
    void readsParameters() {
        assertThat(Mask.parse(new MaskChoice("generalise", Map.of("to", "band", "width", "10", "from", "80")), PLACE))
                .isEqualTo(new Generalise(new Generalisation.Band(10, 80)));
        assertThat(Mask.parse(new MaskChoice("generalise", Map.of("to", "bin", "width", "2.5")), PLACE))
                .isEqualTo(new Generalise(new Generalisation.Bin(new BigDecimal("2.5"))));
        assertThat(Mask.parse(new MaskChoice("encrypt", Map.of("format", "kept", "cipher", "aes", "keep", "3")), PLACE))
                .isEqualTo(new Encrypt(Encrypt.Form.KEPT, Encrypt.BlockCipher.AES, 3));
        assertThat(Mask.parse(new MaskChoice("redact", Map.of("extent", "spans")), PLACE))
                .isEqualTo(new Redact(Redact.Extent.SPANS));
    }

    @Test
    void keepsTheEndThatIsAskedForAndNoOther() {
        assertThat(Mask.parse("partial")).isEqualTo(new Partial(1, 0));
        assertThat(Mask.parse(new MaskChoice("partial", Map.of("last", "4")), PLACE))
                .isEqualTo(new Partial(0, 4));
        assertThat(Mask.parse(new MaskChoice("partial", Map.of("first", "3")), PLACE))
                .isEqualTo(new Partial(3, 0));
    }

    @Test
    void refusesParametersThatCannotBe() {
        assertRefused(new MaskChoice("generalise", Map.of()), Code.INVALID_MASK, "to what");
        assertRefused(new MaskChoice("generalise", Map.of("to", "yaer")), Code.INVALID_MASK, "year");
        assertRefused(new MaskChoice("generalise", Map.of("to", "bin", "width", "0")), Code.INVALID_MASK, "wider");
        assertRefused(new MaskChoice("truncate", Map.of("length", "0")), Code.INVALID_MASK, "at least 1");
        assertRefused(new MaskChoice("truncate", Map.of()), Code.INVALID_MASK, "length");
        assertRefused(new MaskChoice("partial", Map.of("first", "x")), Code.INVALID_MASK, "whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "hash", "Keep", "", "md5"})
    void refusesWhatIsNoMask(String method) {
        assertRefused(new MaskChoice(method, Map.of()), Code.INVALID_MASK, "'" + method + "'");
        assertThatThrownBy(() -> Mask.parse(method)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAHashWithoutAKey() {
        assertRefused(new MaskChoice("pseudonymise", Map.of("algorithm", "sm3")), Code.INVALID_MASK, "without a key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff3", "ff3-1", "FF3-1"})
    void refusesFf3(String mode) {
        assertRefused(
                new MaskChoice("encrypt", Map.of("format", "kept", "mode", mode)),
                Code.INVALID_MASK,
                "NIST has taken them out");
    }

    @Test
    void takesTheModeThatFollowsFromTheFormat() {
        assertThat(Mask.parse(new MaskChoice("encrypt", Map.of("format", "kept", "mode", "ff1")), PLACE))
                .isEqualTo(Mask.parse(new MaskChoice("encrypt", Map.of("format", "kept")), PLACE));
        assertRefused(new MaskChoice("encrypt", Map.of("mode", "ecb")), Code.INVALID_MASK, "take 'mode' out");
    }

    @Test
    void refusesAPseudonymDomainThatCouldBeAnother() {
        assertRefused(new MaskChoice("pseudonymise", Map.of("domain", "a/b")), Code.INVALID_MASK, "slash");
    }

    @Test
    void refusesAParameterItDoesNotKnow() {
        assertRefused(new MaskChoice("keep", Map.of("to", "band")), Code.INVALID_MASK, "'to'");
        assertRefused(
                new MaskChoice("pseudonymise", Map.of("algoritm", "hmac-sm3")),
                Code.INVALID_MASK,
                "it takes algorithm");
    }

    @Test
    void redactsToTheCodeOfTheCategory() {
        assertThat(text(Redaction.constant("TEXT"))).isEqualTo("[TEXT]");
    }

    @Test
    void givesAValueOfAnotherTypeOneText() {
        assertThat(text(CanonicalText.integer(-42))).isEqualTo("-42");
        assertThat(text(CanonicalText.decimal(new BigDecimal("1.500")))).isEqualTo("1.5");
        assertThat(text(CanonicalText.decimal(new BigDecimal("1E+3")))).isEqualTo("1000");
        assertThat(text(CanonicalText.decimal(new BigDecimal("0.00")))).isEqualTo("0");
        assertThat(text(CanonicalText.date(
                        Math.toIntExact(LocalDate.of(2024, 2, 29).toEpochDay()))))
                .isEqualTo("2024-02-29");
        assertThat(text(CanonicalText.instant(1_709_195_400_000_001L))).isEqualTo("2024-02-29T08:30:00.000001Z");
        assertThat(text(CanonicalText.instant(-1))).isEqualTo("1969-12-31T23:59:59.999999Z");
        assertThat(text(CanonicalText.wallClock(1_709_195_400_000_000L))).isEqualTo("2024-02-29T08:30");
        assertThat(text(CanonicalText.truth(true))).isEqualTo("true");
    }

    private static void assertRefused(MaskChoice choice, Code code, String says) {
        assertThatThrownBy(() -> Mask.parse(choice, PLACE))
                .isInstanceOf(ProblemsException.class)
                .hasMessageStartingWith(PLACE.toString())
                .hasMessageContaining(code.id())
                .hasMessageContaining(says);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
