package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.LeakCounts.Leak;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LeakScanTest {

    private static final int VALUES = 10_000;

    @Test
    void findsIdentityNumbersWholeAndInsideText() {
        People people = new People(1);
        assertThat(leaks(people::identity)).containsExactly(LeakKind.IDENTITY);
        assertThat(leaks(() -> "scan_" + people.identity() + "_1.dcm")).containsExactly(LeakKind.IDENTITY);
        LeakScan scan = scan("S2024-1", "x11010519491231002x", "11010519491231002X", "no 11010519491231002X.");
        assertThat(scan.counts().of(LeakKind.IDENTITY)).satisfies(hits -> {
            assertThat(hits.whole()).isEqualTo(1);
            assertThat(hits.inside()).isEqualTo(2);
        });
    }

    @Test
    void findsFewIdentityNumbersAmongManyOtherValues() {
        People people = new People(2);
        Random random = new Random(2);
        assertThat(leaks(() -> random.nextInt(500) == 0 ? people.identity() : "value " + random.nextInt(100)))
                .containsExactly(LeakKind.IDENTITY);
    }

    @Test
    void oneNumberThatComesAgainIsNotEnough() {
        assertThat(leaks(() -> "11010519491231002X")).isEmpty();
    }

    @Test
    void findsMobilesCardsAndNames() {
        People people = new People(3);
        Random random = new Random(3);
        assertThat(leaks(people::mobile)).containsExactly(LeakKind.PHONE);
        assertThat(leaks(() -> random.nextInt(10) == 0 ? "家属电话" + people.mobile() : "一切正常"))
                .containsExactly(LeakKind.PHONE);
        assertThat(leaks(people::card)).containsExactly(LeakKind.BANK);
        assertThat(leaks(people::name)).containsExactly(LeakKind.NAME);
    }

    @Test
    void ordinaryColumnsPass() {
        Random random = new Random(4);
        OrdinaryColumns.all(random)
                .forEach((name, values) -> assertThat(leaks(values)).as(name).isEmpty());
    }

    @Property
    void countsOfPartsAddUpToCountsOfTheWhole(@ForAll List<String> texts, @ForAll int cut) {
        LeakScan whole = scan(texts.toArray(String[]::new));
        int at = texts.isEmpty() ? 0 : Math.floorMod(cut, texts.size());
        LeakCounts parts = scan(texts.subList(0, at).toArray(String[]::new))
                .counts()
                .plus(scan(texts.subList(at, texts.size()).toArray(String[]::new))
                        .counts());
        assertThat(parts).isEqualTo(whole.counts());
    }

    @Test
    void findsASubjectsKeyInsideLongerText() {
        SubjectInText names = new SubjectInText();
        for (int i = 1000; i < 1100; i++) {
            String key = "H" + i;
            names.add(bytes("ct_" + key + "_" + UUID.randomUUID() + ".dcm"), bytes(key));
        }
        assertThat(names.counts()).isEqualTo(new SubjectInText.Counts(100, 0, 100));
        assertThat(names.counts().tells()).isTrue();
    }

    @Test
    void aKeyInsideALongerNumberIsChance() {
        SubjectInText amounts = new SubjectInText();
        for (int i = 1000; i < 1100; i++) {
            amounts.add(bytes(String.format(Locale.ROOT, "7%d9.00", i)), bytes(String.valueOf(i)));
        }
        assertThat(amounts.counts().tells()).isFalse();
    }

    private static List<LeakKind> leaks(Supplier<String> values) {
        LeakScan scan = new LeakScan("c");
        for (int i = 0; i < VALUES; i++) {
            scan.add(bytes(values.get()));
        }
        return scan.counts().over(LeakLimit.standard()).stream().map(Leak::kind).toList();
    }

    private static LeakScan scan(String... texts) {
        LeakScan scan = new LeakScan("c");
        for (String text : texts) {
            scan.add(bytes(text));
        }
        return scan;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
