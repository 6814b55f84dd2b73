package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.Proposal.Review;
import dev.weir.privacy.law.LawPack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures that the documentation states of columns whose names say nothing. The detectors were worked on with the seeds
 * and halves of {@code -Dweir.figures=tuning}; those of the test were looked at for the figures alone.
 */
@Tag("torture")
class DetectionFiguresTest {

    private static final LawPack PACK = LawPack.load("cn-2026-01");
    private static final boolean TUNING = "tuning".equals(System.getProperty("weir.figures"));
    private static final long SEED = TUNING ? 1 : 977_001;
    private static final int HALF = TUNING ? 0 : 1;
    private static final int COLUMNS = 8;
    private static final int VALUES = 600;

    @Test
    void checkedIdentifiers() {
        Map<String, Double> found = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        for (int percent : new int[] {100, 60, 10}) {
            int hits = 0;
            int all = 0;
            for (int i = 0; i < COLUMNS; i++) {
                FreshColumns fresh = new FreshColumns(SEED + 100L * percent + i, HALF);
                Random random = new Random(SEED + i);
                for (Map.Entry<String, Supplier<String>> column :
                        fresh.checked().entrySet()) {
                    Supplier<String> filler = fresh.filler();
                    Proposal proposal = classify(() ->
                            random.nextInt(100) < percent ? column.getValue().get() : filler.get());
                    String category = column.getKey().split(" ")[0];
                    boolean hit = proposal.category().filter(category::equals).isPresent()
                            || (percent == 10 && proposal.review() == Review.NEEDED);
                    hits += hit ? 1 : 0;
                    all++;
                    if (!hit) {
                        missed.add(percent + " " + column.getKey() + " as " + proposal);
                    }
                }
            }
            found.put(percent + " %", (double) hits / all);
        }
        print("checked identifiers " + found, missed);
        assertThat(found.get("100 %")).isGreaterThanOrEqualTo(0.98);
        assertThat(found.get("60 %")).isGreaterThanOrEqualTo(0.98);
        assertThat(found.get("10 %")).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void mobiles() {
        assertThat(share("PHONE", "mobiles", FreshColumns::mobiles)).isEqualTo(1);
    }

    @Test
    void cards() {
        assertThat(share("BANK", "cards", FreshColumns::cards)).isEqualTo(1);
    }

    @Test
    void chineseNames() {
        assertThat(share("NAME", "Chinese names", FreshColumns::chineseNames)).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void latinNames() {
        assertThat(share("NAME", "English and pinyin names", FreshColumns::latinNames))
                .isGreaterThanOrEqualTo(0.85);
    }

    @Tag("slow")
    @Test
    void ordinaryColumns() {
        List<String> flagged = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        int all = 0;
        List<String> stopped = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            for (Map.Entry<String, Supplier<String>> column :
                    new FreshColumns(SEED + 7 + i, HALF).things().entrySet()) {
                all++;
                LeakScan scan = new LeakScan("col_7");
                FreshColumns.values(VALUES, column.getValue())
                        .forEach(value -> scan.add(value.getBytes(StandardCharsets.UTF_8)));
                if (!scan.counts().over(LeakLimit.standard()).isEmpty()) {
                    stopped.add(column.getKey() + " " + scan.counts().over(LeakLimit.standard()));
                }
                Proposal proposal = classify(column.getValue());
                boolean ordinary = proposal.category()
                        .filter(code -> !code.equals("TEXT") && !code.equals("DATE"))
                        .isPresent();
                if (ordinary || proposal.review() == Review.NEEDED) {
                    flagged.add(column.getKey() + " as " + proposal);
                    kinds.merge(column.getKey() + " " + proposal.category().orElse("-"), 1, Integer::sum);
                }
            }
        }
        print(
                "ordinary columns flagged " + flagged.size() + " of " + all + " " + kinds,
                flagged.subList(0, Math.min(20, flagged.size())));
        print("ordinary columns that a release stops " + stopped.size(), stopped);
        assertThat((double) flagged.size() / all).isLessThanOrEqualTo(0.01);
        assertThat((double) stopped.size() / all).isLessThanOrEqualTo(0.01);
    }

    private interface Columns {
        Map<String, Supplier<String>> of(FreshColumns fresh);
    }

    private static double share(String category, String what, Columns columns) {
        Map<String, String> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        int hits = 0;
        int all = 0;
        for (String name : columns.of(new FreshColumns(0, HALF)).keySet()) {
            int found = 0;
            for (int i = 0; i < COLUMNS; i++) {
                Supplier<String> values = Objects.requireNonNull(
                        columns.of(new FreshColumns(SEED + 31L * i, HALF)).get(name));
                Proposal proposal = classify(values);
                boolean hit = proposal.category().filter(category::equals).isPresent();
                found += hit ? 1 : 0;
                if (!hit && i == 0) {
                    missed.add(name + " " + values.get() + " as " + proposal);
                }
            }
            figures.put(name, found + "/" + COLUMNS);
            hits += found;
            all += COLUMNS;
        }
        print(what + " " + (double) hits / all + " " + figures, missed);
        return (double) hits / all;
    }

    /** Different values, as the command tallies them. */
    private static Proposal classify(Supplier<String> values) {
        ColumnTally tally = new ColumnTally();
        Set<String> different = new HashSet<>(FreshColumns.values(VALUES, values));
        different.forEach(tally::add);
        return new ColumnClassifier(
                        code -> PACK.category(code)
                                .map(category -> category.standing().level().orElse(0))
                                .orElse(0),
                        List.of(),
                        List.of())
                .classify("col_7", tally);
    }

    private static void print(String figures, List<String> missed) {
        System.out.println("FIGURES " + figures);
        if (TUNING) {
            missed.stream().limit(12).forEach(each -> System.out.println("  missed " + each));
        }
    }
}
