package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.privacy.detect.LeakCounts.Hits;
import dev.weir.privacy.detect.LeakCounts.Leak;
import dev.weir.privacy.detect.find.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakCountsTest {

    /** Of a hundred values; the limit is three different ones, in more than ten, or more than five among other text. */
    @ParameterizedTest
    @CsvSource({
        "11, 0, 3, true",
        "10, 0, 3, false",
        "11, 0, 2, false",
        "0, 6, 3, true",
        "0, 5, 3, false",
        "5, 5, 3, false",
        "6, 5, 3, true",
        "49, 100, 2, false",
        "100, 100, 64, true",
    })
    void goesOverALimit(int whole, int inside, int distinct, boolean over) {
        LeakLimit limit = new LeakLimit(3, 0.1, 0.05);
        Hits hits = new Hits(whole, inside, different(distinct));
        LeakCounts counts = counts(100, LeakKind.PHONE, hits, Map.of("CARDNO", hits));
        Leak leak = new Leak(LeakKind.PHONE, Math.min(100, whole + inside), 100);
        assertThat(counts.over(Map.of(LeakKind.PHONE, limit))).isEqualTo(over ? List.of(leak) : List.of());
        assertThat(counts.over(Map.of(LeakKind.NAME, limit))).isEmpty();
        assertThat(counts.isOver("CARDNO", limit)).isEqualTo(over);
        assertThat(counts.isOver("OTHER", limit)).isFalse();
    }

    /** Of a hundred values; the limit is twenty different ones, which one or two people are not. */
    @ParameterizedTest
    @CsvSource({
        "IDENTITY, 50, 0, 1, true",
        "IDENTITY, 25, 25, 1, true",
        "IDENTITY, 25, 24, 1, false",
        "PHONE, 50, 0, 1, true",
        "PHONE, 49, 51, 1, false",
        "EMAIL, 50, 0, 1, true",
        "ADDRESS, 50, 0, 1, true",
        "PLATE, 50, 0, 1, true",
        "DOCUMENT, 50, 0, 1, false",
        "DOCUMENT, 50, 0, 2, true",
        "BANK, 50, 0, 1, false",
        "BANK, 50, 0, 2, true",
        "NAME, 100, 0, 19, false",
        "READ_AS_NAME, 100, 0, 19, false",
        "TRAVEL, 100, 0, 19, false",
    })
    void fewAreEnoughWhereTheyAreMostOfAColumn(LeakKind kind, int whole, int inside, int distinct, boolean over) {
        LeakCounts counts = counts(100, kind, new Hits(whole, inside, different(distinct)), Map.of());
        assertThat(counts.over(Map.of(kind, new LeakLimit(20, 0.1, 0.05))))
                .extracting(Leak::kind)
                .isEqualTo(over ? List.of(kind) : List.of());
    }

    /** Of a thousand values; half of those that are numbers, and more than the five in a hundred that may stand among text. */
    @ParameterizedTest
    @CsvSource({
        "PHONE, 51, 51, 3, true",
        "PHONE, 51, 102, 3, true",
        "PHONE, 51, 103, 3, false",
        "PHONE, 50, 50, 3, false",
        "PHONE, 51, 51, 2, false",
        "BANK, 51, 51, 3, true",
        "DOCUMENT, 51, 51, 3, true",
        "TRAVEL, 51, 51, 3, false",
        "NAME, 51, 51, 3, false",
    })
    void numbersBesideTextCountAsAmongIt(LeakKind kind, long whole, long codes, int distinct, boolean over) {
        Map<LeakKind, Hits> all = new EnumMap<>(new LeakScan("c").counts().hits());
        all.put(kind, new Hits(whole, 0, different(distinct)));
        LeakCounts counts = new LeakCounts(1000, codes, LeakCounts.Titles.NONE, all, Map.of());
        assertThat(counts.over(Map.of(kind, new LeakLimit(3, 0.3, 0.05))))
                .isEqualTo(over ? List.of(new Leak(kind, whole, 1000)) : List.of());
    }

    /** Of a thousand values. */
    @ParameterizedTest
    @CsvSource({
        "titles that hold no name,          334, 64, 0, 199, false",
        "fewer than a third,                333, 64, 0, 199, true",
        "fewer different ones than names,   900, 63, 0, 199, true",
        "names in half of them,             400, 64, 200, 200, true",
        "names in fewer,                    400, 64, 199, 199, false",
        "names in a fifth of all beside,    400, 64, 0, 200, true",
        "as few in them and beside,         400, 64, 199, 398, false",
    })
    void namesInTitlesAreNoPeople(String what, long titles, int different, long named, long names, boolean over) {
        Map<LeakKind, Hits> all = new EnumMap<>(new LeakScan("c").counts().hits());
        all.put(LeakKind.NAME, new Hits(0, names, different(64)));
        LeakCounts.Titles found = new LeakCounts.Titles(new Hits(titles, 0, different(different)), named);
        LeakCounts half = new LeakCounts(
                0, 0, LeakCounts.Titles.NONE, new LeakScan("c").counts().hits(), Map.of());
        assertThat(new LeakCounts(1000, 0, found, all, Map.of())
                        .plus(half)
                        .over(Map.of(LeakKind.NAME, new LeakLimit(20, 0.1, 0.1))))
                .as(what)
                .isEqualTo(over ? List.of(new Leak(LeakKind.NAME, names, 1000)) : List.of());
    }

    @Test
    void aFewNumbersBesideTextMayBeThereByChance() {
        Map<LeakKind, Hits> all = new EnumMap<>(new LeakScan("c").counts().hits());
        all.put(LeakKind.PHONE, new Hits(9, 0, different(64)));
        assertThat(new LeakCounts(100, 9, LeakCounts.Titles.NONE, all, Map.of()).isMostOfCodes(LeakKind.PHONE))
                .isFalse();
        all.put(LeakKind.PHONE, new Hits(10, 0, different(64)));
        assertThat(new LeakCounts(100, 10, LeakCounts.Titles.NONE, all, Map.of()).isMostOfCodes(LeakKind.PHONE))
                .isTrue();
    }

    /** Four and more, in one row of two. */
    @ParameterizedTest
    @CsvSource({"8, 4, true", "9, 4, false", "9, 5, true", "6, 3, false", "4, 4, true"})
    void namesOfASmallTable(int values, int distinct, boolean over) {
        LeakCounts counts = counts(values, LeakKind.NAME, new Hits(values, 0, different(distinct)), Map.of());
        assertThat(counts.over(Map.of(LeakKind.NAME, new LeakLimit(20, 0.1, 0.1))))
                .isEqualTo(over ? List.of(new Leak(LeakKind.NAME, values, values)) : List.of());
    }

    @Test
    void addUp() {
        LeakCounts one =
                counts(10, LeakKind.PHONE, new Hits(1, 2, Set.of(1L, 2L)), Map.of("A", new Hits(1, 1, Set.of(1L))));
        LeakCounts other = counts(
                5,
                LeakKind.PHONE,
                new Hits(3, 4, Set.of(2L, 3L)),
                Map.of("A", new Hits(1, 0, Set.of(2L)), "B", new Hits(2, 0, Set.of(1L))));
        LeakCounts sum = one.plus(other);
        assertThat(new LeakCounts(5, 2, LeakCounts.Titles.NONE, one.hits(), Map.of())
                        .plus(new LeakCounts(5, 3, LeakCounts.Titles.NONE, one.hits(), Map.of()))
                        .codes())
                .isEqualTo(5);
        assertThat(sum.values()).isEqualTo(15);
        assertThat(sum.of(LeakKind.PHONE)).isEqualTo(new Hits(4, 6, Set.of(1L, 2L, 3L)));
        assertThat(sum.of(LeakKind.PHONE).distinct()).isEqualTo(3);
        assertThat(sum.found(LeakKind.PHONE)).isEqualTo(10);
        assertThat(sum.of(LeakKind.NAME)).isEqualTo(new Hits(0, 0, Set.of()));
        assertThat(sum.found("A")).isEqualTo(3);
        assertThat(sum.found("B")).isEqualTo(2);
        assertThat(sum.found("C")).isZero();
        assertThat(new LeakScan("c").counts().plus(one)).isEqualTo(one);
    }

    @Test
    void anEstimateIsNeverMoreThanAll() {
        assertThat(counts(10, LeakKind.NAME, new Hits(1, 64, Set.of(1L)), Map.of())
                        .found(LeakKind.NAME))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, -0.1, 0", "1, 1.1, 0", "1, 0, -0.1", "1, 0, 1.1", "1, NaN, 0", "1, 0, NaN"})
    void noLimit(int distinct, double share, double inside) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeakLimit(distinct, share, inside));
    }

    @Test
    void limitsReachFromNoneToAll() {
        assertThat(new LeakLimit(1, 0, 1).inside()).isEqualTo(1);
        assertThat(new LeakLimit(1, 1, 0).share()).isEqualTo(1);
        assertThat(LeakLimit.standard()).containsOnlyKeys(LeakKind.values());
    }

    @ParameterizedTest
    @CsvSource({
        "RID, 11010519491231002X, IDENTITY",
        "RID, 110105-19491231-002X, IDENTITY",
        "RID, 110105194912310029, DOCUMENT",
        "RID, 150102880730303, DOCUMENT",
        "RID, A123456(3), DOCUMENT",
        "PHONE, 11010519491231002X, PHONE",
        "BANK, 6222020200112233446, BANK",
        "NAME, 张三, NAME",
        "ADDR, x, ADDRESS",
        "DATE, 2024-02-29, ''",
        "ORG, 91350100M000100Y43, ''",
    })
    void whatASpanIs(String category, String text, String kind) {
        assertThat(LeakKind.of(new Span(category, 0, text.length()), text)
                        .map(LeakKind::name)
                        .orElse(""))
                .isEqualTo(kind);
        assertThat(LeakKind.of(new Span(category, 2, text.length() + 2), "号 " + text + "。")
                        .map(LeakKind::name)
                        .orElse(""))
                .isEqualTo(kind);
    }

    @Test
    void whatADetectorFinds() {
        Map<String, String> kinds = new TreeMap<>();
        Detectors.all()
                .forEach(detector ->
                        LeakKind.of(detector).ifPresent(kind -> kinds.put(detector.subtype(), kind.name())));
        assertThat(kinds)
                .containsEntry("PRC18", "IDENTITY")
                .containsEntry("PRC15", "DOCUMENT")
                .containsEntry("MOBILE", "PHONE")
                .containsEntry("NAME_WORDS", "NAME")
                .doesNotContainKeys("DATE", "AGE", "USCC");
    }

    @Test
    void kindsHaveWordsForPeopleAndSomeProveThemselves() {
        assertThat(LeakKind.IDENTITY.words()).isEqualTo("resident identity numbers");
        assertThat(LeakKind.ADDRESS.category()).isEqualTo("ADDR");
        assertThat(LeakKind.values())
                .filteredOn(LeakKind::provesItself)
                .containsExactly(LeakKind.IDENTITY, LeakKind.DOCUMENT, LeakKind.BANK);
    }

    private static LeakCounts counts(long values, LeakKind kind, Hits hits, Map<String, Hits> own) {
        Map<LeakKind, Hits> all = new EnumMap<>(new LeakScan("c").counts().hits());
        all.put(kind, hits);
        return new LeakCounts(values, values, LeakCounts.Titles.NONE, all, own);
    }

    /** Hashes of so many values. */
    private static Set<Long> different(int count) {
        return LongStream.range(0, count).boxed().collect(Collectors.toSet());
    }

    /** As many as are kept of both, whichever was there first. */
    @Test
    void manyAreNotCounted() {
        Hits many = new Hits(70, 0, different(64));
        Hits others = new Hits(1, 0, Set.of(-1L));
        assertThat(many.plus(others).distinct()).isEqualTo(64);
        assertThat(others.plus(many).distinct()).isEqualTo(64);
    }
}
