package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.kind.Generalisation.Area;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which masks tell no more than others. */
class CoarsenessTest {

    private static final WorkspaceKey KEY = TestKeys.random();

    @ParameterizedTest
    @CsvSource({
        "generalise to=city, generalise to=district",
        "generalise to=province, generalise to=city",
        "generalise to=year, generalise to=month",
        "generalise to=quarter, generalise to=month",
        "generalise to=band width=10 from=80, generalise to=band width=5 from=90",
        "generalise to=band width=20 from=80, generalise to=band width=20 from=100",
        "generalise to=parent levels=2, generalise to=parent levels=3",
        "generalise to=bin width=10, generalise to=bin width=2.5",
        "truncate length=2, truncate length=3",
        "encrypt format=kept keep=2, encrypt format=kept keep=3 cipher=aes",
        "pseudonymise, encrypt",
        "pseudonymise, pseudonymise domain=shared",
        "pseudonymise, keep",
        "redact, pseudonymise",
        "redact, shift",
        "nullify, redact",
        "drop, nullify",
        "nullify, drop",
        "redact extent=spans, keep",
        "shift least=366, shift"
    })
    void tellsNoMore(String mask, String than) {
        assertThat(mask(mask).isAtLeastAsCoarseAs(mask(than))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "truncate length=99, pseudonymise",
        "truncate length=1, generalise to=parent levels=3",
        "partial, partial first=2",
        "redact extent=spans, pseudonymise",
        "pseudonymise, generalise to=city",
        "pseudonymise, shift",
        "pseudonymise domain=a, pseudonymise domain=b",
        "shift, generalise to=year",
        "shift, generalise to=month",
        "surrogate, pseudonymise",
        "surrogate, generalise to=city",
        "encrypt, encrypt format=kept",
        "generalise to=band width=10 from=85, generalise to=band width=10 from=90",
        "generalise to=band width=5 from=90, generalise to=band width=4 from=92",
        "generalise to=bin width=5, generalise to=bin width=2",
        "generalise to=year, generalise to=band"
    })
    void cannotBeCompared(String one, String other) {
        assertThat(mask(one).isAtLeastAsCoarseAs(mask(other))).isFalse();
        assertThat(mask(other).isAtLeastAsCoarseAs(mask(one))).isFalse();
    }

    @Property
    void isReflexive(@ForAll("masks") Mask mask) {
        assertThat(mask.isAtLeastAsCoarseAs(mask)).isTrue();
        assertThat(mask.isAtLeastAsCoarseAs(new Keep())).isTrue();
        assertThat(new Drop().isAtLeastAsCoarseAs(mask)).isTrue();
        assertThat(mask.isAtLeastAsCoarseAs(new Drop())).isEqualTo(mask.leavesNothing());
    }

    @Property(tries = 20_000)
    @Tag("torture")
    void isTransitive(@ForAll("masks") Mask one, @ForAll("masks") Mask two, @ForAll("masks") Mask three) {
        if (one.isAtLeastAsCoarseAs(two) && two.isAtLeastAsCoarseAs(three)) {
            assertThat(one.isAtLeastAsCoarseAs(three)).isTrue();
        }
    }

    /** What is made coarser twice is what the coarser one makes. */
    @Property(tries = 20_000)
    @Tag("torture")
    void aCoarserOneReadsWhatAFinerOneHasMade(
            @ForAll("generalisations") Generalisation coarse,
            @ForAll("generalisations") Generalisation fine,
            @ForAll("values") String value) {
        String once = masked(fine, value);
        if (coarse.isAtLeastAsCoarseAs(fine) && !once.equals("[X]")) {
            assertThat(masked(coarse, once)).isEqualTo(masked(coarse, value)).isNotEqualTo("[X]");
        }
    }

    /** Values that the one cannot tell apart the coarser one cannot, either. */
    @Property(tries = 20_000)
    @Tag("torture")
    void tellsNothingApartThatTheOtherDoesNot(
            @ForAll("masks") Mask coarse,
            @ForAll("masks") Mask fine,
            @ForAll("values") String one,
            @ForAll("values") String two) {
        if (coarse.isAtLeastAsCoarseAs(fine)
                && isText(coarse)
                && isText(fine)
                && !masked(fine, one).equals("[X]")
                && masked(fine, one).equals(masked(fine, two))) {
            assertThat(masked(coarse, one)).isEqualTo(masked(coarse, two));
        }
    }

    @Provide
    Arbitrary<Mask> masks() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "keep",
                                "drop",
                                "nullify",
                                "redact",
                                "redact extent=spans",
                                "pseudonymise",
                                "pseudonymise algorithm=hmac-sm3",
                                "pseudonymise domain=a",
                                "encrypt",
                                "encrypt cipher=aes",
                                "encrypt format=kept",
                                "encrypt format=kept keep=3",
                                "shift",
                                "shift least=366",
                                "surrogate")
                        .map(CoarsenessTest::mask),
                Combinators.combine(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(0, 3))
                        .as(Partial::new),
                Arbitraries.integers().between(1, 12).map(Truncate::new),
                generalisations().map(Generalise::new));
    }

    @Provide
    Arbitrary<Generalisation> generalisations() {
        return Arbitraries.oneOf(
                Arbitraries.of(Generalisation.Period.Unit.class).map(Generalisation.Period::new),
                Arbitraries.of(Area.Level.class).map(Area::new),
                Combinators.combine(Arbitraries.of(2, 4, 5, 10, 20, 40), Arbitraries.of(60, 80, 85, 90, 100, 151, 200))
                        .as(Generalisation.Band::new),
                Arbitraries.integers().between(1, 6).map(Generalisation.Parent::new),
                Arbitraries.of("0.25", "0.5", "1", "2", "2.5", "5", "10", "20", "7")
                        .map(width -> new Generalisation.Bin(new BigDecimal(width))));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(-3000, 30_000)
                        .map(day -> LocalDate.ofEpochDay(day).toString()),
                Arbitraries.integers().between(0, 150).map(String::valueOf),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-200"), new BigDecimal("200"))
                        .ofScale(2)
                        .map(BigDecimal::toPlainString),
                Arbitraries.of(
                        "E11.9", "e119", "I10", "C50.912", "A1.B2.C3", "J45-901", "13800138000", "138-0013-8000"),
                Arbitraries.of(
                        "广东省深圳市南山区科技园路1号",
                        "广东深圳福田区福华路2号",
                        "广东省广州市天河区体育西路3号",
                        "北京市海淀区中关村大街1号",
                        "上海市浦东新区世纪大道8号",
                        "四川省阿坝藏族羌族自治州汶川县",
                        "海南省琼海市",
                        "湖北省",
                        "香港特别行政区中西区"));
    }

    /** All places that there are. */
    @ParameterizedTest
    @CsvSource({"CITY, PROVINCE", "CITY, CITY", "PROVINCE, PROVINCE"})
    void everyPlaceIsReadAgain(Area.Level fine, Area.Level coarse) {
        ChineseRegions.china().provinces().forEach(province -> {
            String alone = masked(new Area(fine), province.name());
            assertThat(masked(new Area(coarse), alone)).isEqualTo(masked(new Area(coarse), province.name()));
            province.cities().forEach(city -> {
                String text = province.name() + city.name() + "某某路1号";
                assertThat(masked(new Area(coarse), masked(new Area(fine), text)))
                        .isEqualTo(masked(new Area(coarse), text));
            });
        });
    }

    private static boolean isText(Mask mask) {
        return mask.outcome() == Mask.Outcome.TEXT
                && !(mask instanceof Surrogate)
                && !(mask instanceof Encrypt)
                && !(mask instanceof Redact redact && redact.extent() == Redact.Extent.SPANS);
    }

    private static String masked(Generalisation to, String value) {
        return masked(new Generalise(to), value);
    }

    private static String masked(Mask mask, String value) {
        return new String(
                MaskRecipe.of(mask, KEY, new PseudonymDomain("product", "X"))
                        .open()
                        .mask(value.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    private static Mask mask(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> words = List.of(text.split(" "));
        words.subList(1, words.size()).forEach(word -> parameters.put(word.split("=")[0], word.split("=")[1]));
        return Mask.parse(new MaskChoice(words.get(0), parameters), Place.of("mask"));
    }
}
