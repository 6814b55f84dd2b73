package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class RowsOfElementsTest {

    private static final int ROWS = 3_000;
    private static final List<String> SYMPTOMS =
            List.of("黄染", "便秘", "胸闷", "头晕", "咳嗽", "发热", "乏力", "恶心", "皮疹", "腹泻", "nausea", "chest pain", "mild oedema");

    private final Random random = new Random(5);

    /** Of thirteen elements in each row one is a person: one in fourteen elements, and every row. */
    @Test
    void oneNameAmongManyElementsIsANameInEachRow() {
        People people = new People(5);
        assertThat(counts(row -> people.name()).over(LeakLimit.standard()))
                .singleElement()
                .satisfies(leak -> {
                    assertThat(leak.kind()).isEqualTo(LeakKind.NAME);
                    assertThat(leak.values()).isEqualTo(ROWS);
                    assertThat((double) leak.hits()).isBetween(0.8 * ROWS, 1.2 * ROWS);
                });
        assertThat(counts(row -> people.address()).over(LeakLimit.standard()))
                .extracting(LeakCounts.Leak::kind)
                .containsExactly(LeakKind.ADDRESS);
        assertThat(counts(row -> people.email()).over(LeakLimit.standard()))
                .extracting(LeakCounts.Leak::kind)
                .containsExactly(LeakKind.EMAIL);
    }

    @Test
    void ordinaryElementsAreNobody() {
        assertThat(counts(row -> "WBC " + row).over(LeakLimit.standard())).isEmpty();
        // of codes of sixteen digits one in thirty is like a card, so of fourteen in a row nearly one row in two
        assertThat(counts(row -> String.valueOf(1_000_000_000_000_000L + random.nextInt()))
                        .over(LeakLimit.standard()))
                .isEmpty();
    }

    private LeakCounts counts(IntFunction<String> last) {
        RowsOfElements rows = new RowsOfElements("tags", TablePart.WHOLE);
        for (int row = 0; row < ROWS; row++) {
            if (rows.begin()) {
                SYMPTOMS.forEach(each -> add(rows, each));
                add(rows, last.apply(row));
            }
            rows.end();
        }
        return rows.counts();
    }

    private static void add(RowsOfElements rows, String element) {
        byte[] utf8 = element.getBytes(StandardCharsets.UTF_8);
        rows.add(utf8, 0, utf8.length);
    }
}
